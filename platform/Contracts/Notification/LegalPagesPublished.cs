namespace Stadtgespraeche.Contracts.Notification;

/// <summary>
/// What a partner's law asks it to say in public, as plain text with blank lines between paragraphs: imprint, privacy,
/// accessibility, and the function mailbox for feedback on accessibility. The full state; a higher <paramref
/// name="Version"/> replaces it. An empty text is one that is still missing.
/// </summary>
[Audience(Audience.FromPartner), Data(Category.None)]
public sealed record LegalPagesPublished(
    string Partner,
    long Version,
    string Imprint,
    string Privacy,
    string Accessibility,
    string FeedbackAddress
);
