namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// The hub accepted a member that a partner enrolled: from now on the partner may mail this member. <paramref
/// name="Delivered"/> lists what the partner already reported as sent; it is filled in resent facts, so that a restored
/// partner does not mail twice.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record MemberAccepted(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    long Version,
    [Data(Category.Personal)] string DisplayName,
    [Data(Category.Personal)] IReadOnlyList<DeliveredMail> Delivered,
    Guid? Resend = null
);

/// <summary>
/// One mail that a partner reported as sent; <paramref name="Kind"/> and <paramref name="Version"/> as in
/// DeliveryReported.
/// </summary>
[Data(Category.None)]
public sealed record DeliveredMail(Guid SessionId, string Kind, long Version);
