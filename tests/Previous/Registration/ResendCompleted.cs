namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// <paramref name="Owner"/> (registration, scheduling, knowledge) has sent <paramref name="Facts"/> facts for <paramref
/// name="Resend"/>. As no order is promised, the partner counts: the resend is over when it has that many.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record ResendCompleted(string Partner, Guid Resend, string Owner, int Facts);
