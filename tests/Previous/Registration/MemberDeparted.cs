namespace Stadtgespraeche.Contracts.Registration;

/// <summary>A member's mandate ended; the hub lets this member act no more and released all coming seats.</summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record MemberDeparted(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    long Version,
    Guid? Resend = null
);
