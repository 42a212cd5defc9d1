using Stadtgespraeche.Contracts;

namespace Stadtgespraeche.Messaging.Tests;

/// <summary>A fact that some service of the test consumes.</summary>
[Audience(Audience.Hub)]
public sealed record ThingHappened(string Text, long Version = 0);

/// <summary>A fact whose exchange nobody has declared.</summary>
[Audience(Audience.Hub)]
public sealed record NobodyCares(string Text);

/// <summary>Tells one partner something.</summary>
[Audience(Audience.OnePartner)]
public sealed record PartnerTold(string Partner, string Text);

/// <summary>A partner's word.</summary>
[Audience(Audience.FromPartner)]
public sealed record PartnerSaid(string Partner, string Text);
