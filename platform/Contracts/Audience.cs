namespace Stadtgespraeche.Contracts;

/// <summary>
/// Whom a contract may reach. Provisioning binds partners to <see cref="AllPartners"/> contracts only.
/// </summary>
public enum Audience
{
    /// <summary>Published inside the hub; no partner ever receives it.</summary>
    Hub,

    /// <summary>Says nothing about a person; bound to every partner's exchange.</summary>
    AllPartners,

    /// <summary>
    /// Sent to the exchange <c>notification.&lt;key&gt;</c> of one partner; may be published inside the hub as well.
    /// </summary>
    OnePartner,

    /// <summary>
    /// A partner's word, sent to the exchange <c>from.&lt;key&gt;</c>; carries <c>string Partner</c>, which must be the
    /// sender.
    /// </summary>
    FromPartner,
}

/// <summary>Marks every contract with its audience; a contract without it cannot be published.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AudienceAttribute(Audience audience) : Attribute
{
    public Audience Audience { get; } = audience;
}
