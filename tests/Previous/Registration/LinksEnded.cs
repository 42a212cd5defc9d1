namespace Stadtgespraeche.Contracts.Registration;

/// <summary>
/// A member has ended the links in all mails up to now: one that was made before <paramref name="NotBefore"/> counts no
/// more, whatever it is for. Of two such facts the later moment counts, so they need no version.
/// </summary>
[Audience(Audience.Hub), Data(Category.None)]
public sealed record LinksEnded(
    [Data(Category.Personal)] Guid MemberId,
    [Data(Category.Personal)] DateTimeOffset NotBefore
);
