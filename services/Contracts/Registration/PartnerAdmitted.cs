namespace Stadtgespraeche.Contracts.Registration;

/// <summary>A partner takes part; <paramref name="Partner"/> is its key (lower case, digits, hyphens), <paramref name="Name"/> what people read.</summary>
[Audience(Audience.Hub)]
public sealed record PartnerAdmitted(string Partner, string Name, long Version);
