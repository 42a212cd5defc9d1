using System.Text;
using MimeKit;
using Stadtgespraeche.Notification.Members.Import;

namespace Stadtgespraeche.Notification.Members;

/// <summary>
/// What a person of the council must look like, whichever way one comes in. A line of a file is read by <see
/// cref="MemberRow"/>, who stands in it twice is found by <see cref="DuplicateRows"/>, and whom the city knows already by
/// <see cref="MemberMatching"/>.
/// </summary>
public static class MemberRules
{
    public const int Longest = 200;
    public const int FirstYear = 1900;
    public const int LastYear = 2199;

    /// <summary>Each fault with the field that has it and what is wrong in German; empty: all is well.</summary>
    public static IEnumerable<(string Field, string Code, string Message)> Faults(MemberRecord record)
    {
        if (string.IsNullOrWhiteSpace(record.FirstName))
        {
            yield return (nameof(record.FirstName), "first-name-missing", "Vorname fehlt.");
        }

        if (string.IsNullOrWhiteSpace(record.LastName))
        {
            yield return (nameof(record.LastName), "last-name-missing", "Nachname fehlt.");
        }

        foreach (var (field, label, text) in Texts(record))
        {
            if (text?.Length > Longest)
            {
                yield return (field, "too-long", $"{label} ist länger als {Longest} Zeichen.");
            }
            else if (text is not null && IsUnreadable(text))
            {
                yield return (field, "control-characters", $"{label} enthält Steuerzeichen.");
            }
        }

        // The hub takes no longer name than that.
        if (
            record.DisplayName.Length > Longest
            && Texts(record).All(text => text.Text is null or { Length: <= Longest })
        )
        {
            yield return (
                nameof(record.LastName),
                "too-long",
                $"Titel, Vorname und Nachname sind zusammen länger als {Longest} Zeichen."
            );
        }

        if (record.Email is { } email && !IsAddress(email))
        {
            yield return (nameof(record.Email), "address-invalid", "Die E-Mail-Adresse ist keine gültige Adresse.");
        }

        foreach (
            var (field, day) in new[]
            {
                (nameof(record.MandateFrom), record.MandateFrom),
                (nameof(record.MandateUntil), record.MandateUntil),
            }
        )
        {
            if (day is { } named && !IsDay(named))
            {
                yield return (
                    field,
                    "date-invalid",
                    $"Bitte geben Sie einen Tag zwischen {FirstYear} und {LastYear} an, oder lassen Sie das Feld leer."
                );
            }
        }

        if (record.MandateFrom > record.MandateUntil)
        {
            yield return (nameof(record.MandateUntil), "mandate-order", "Das Mandatsende liegt vor dem Mandatsbeginn.");
        }
    }

    /// <summary>
    /// A day on which a mandate may begin or end; what lies outside is a typing error or means "never".
    /// </summary>
    public static bool IsDay(DateOnly day) => day.Year is >= FirstYear and <= LastYear;

    private static IEnumerable<(string Field, string Label, string? Text)> Texts(MemberRecord record) =>
        [
            (nameof(record.Reference), "Kennung", record.Reference),
            (nameof(record.FirstName), "Vorname", record.FirstName),
            (nameof(record.LastName), "Nachname", record.LastName),
            (nameof(record.Title), "Titel", record.Title),
            (nameof(record.Faction), "Fraktion", record.Faction),
            (nameof(record.Role), "Rolle", record.Role),
        ];

    // Half a surrogate pair is text that no database takes; it is read as the replacement character.
    private static bool IsUnreadable(string text) =>
        text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar);

    public static bool IsAddress(string value) =>
        value.Length <= 254
        && !IsUnreadable(value)
        && !value.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')
        && value.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 3 } domain]
        && domain.Contains('.')
        && !domain.StartsWith('.')
        && !domain.EndsWith('.')
        && MailboxAddress.TryParse(value, out _);
}
