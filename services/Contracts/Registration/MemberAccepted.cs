namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// The hub accepted a member that a partner enrolled: from now on the partner may mail this member. <paramref name="Delivered"/> lists
/// what the partner already reported as sent; it is filled in resent facts, so that a restored partner does not mail twice.
/// </summary>
[Audience(Audience.OnePartner)]
public sealed record MemberAccepted(
    string Partner, Guid MemberId, long Version, string DisplayName, IReadOnlyList<DeliveredMail> Delivered, Guid? Resend = null);

/// <summary>One mail that a partner reported as sent; <paramref name="Kind"/> and <paramref name="Version"/> as in DeliveryReported.</summary>
public sealed record DeliveredMail(Guid SessionId, string Kind, long Version);
