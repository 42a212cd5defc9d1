namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A member has a passkey more, or one less when <paramref name="Added"/> is false. The partner tells the member by
/// mail, once for each <paramref name="ChangeId"/>, so that nobody else does it unseen. Never sent again.
/// </summary>
[Audience(Audience.OnePartner), Data(Category.None)]
public sealed record PasskeyChanged(
    string Partner,
    [Data(Category.Personal)] Guid MemberId,
    Guid ChangeId,
    bool Added,
    DateTimeOffset At
);
