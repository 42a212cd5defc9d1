using System.Globalization;
using MimeKit;

namespace Stadtgespraeche.Notification.Members;

/// <summary>One good line of a members file.</summary>
public sealed record MemberLine(
    int Line, string Reference, string FirstName, string LastName, string? Title, string Email, string? Faction, string? Role,
    DateOnly? MandateFrom, DateOnly? MandateUntil)
{
    private const int Longest = 200;
    private static readonly string[] Dates = ["dd.MM.yyyy", "d.M.yyyy", "yyyy-MM-dd"];

    /// <summary>The name that others may see.</summary>
    public string DisplayName => Title is null ? $"{FirstName} {LastName}" : $"{Title} {FirstName} {LastName}";

    /// <summary>Reads one line; what is wrong with it is said in German, and then there is no line.</summary>
    public static (MemberLine? Line, List<string> Faults) Read(int number, Func<string, string?> field)
    {
        var faults = new List<string>();
        var line = new MemberLine(
            number,
            Required("Kennung"), Required("Vorname"), Required("Nachname"), Optional("Titel"), Email(), Optional("Fraktion"), Optional("Rolle"),
            Date("Mandatsbeginn"), Date("Mandatsende"));
        if (line.MandateFrom > line.MandateUntil)
            faults.Add("Das Mandatsende liegt vor dem Mandatsbeginn.");
        return faults.Count == 0 ? (line, faults) : (null, faults);

        string? Optional(string name)
        {
            var value = field(name)?.Trim();
            if (string.IsNullOrEmpty(value))
                return null;
            if (value.Length > Longest)
                faults.Add($"{name} ist länger als {Longest} Zeichen.");
            else if (value.Any(char.IsControl))
                faults.Add($"{name} enthält Steuerzeichen.");
            return value;
        }

        string Required(string name)
        {
            if (Optional(name) is { } value)
                return value;
            faults.Add($"{name} fehlt.");
            return "";
        }

        string Email()
        {
            var value = Required("E-Mail");
            if (value.Length > 0 && !IsAddress(value))
                faults.Add("Die E-Mail-Adresse ist keine gültige Adresse.");
            return value.ToLowerInvariant();
        }

        DateOnly? Date(string name)
        {
            if (Optional(name) is not { } value)
                return null;
            if (DateOnly.TryParseExact(value, Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
                return date;
            faults.Add($"{name} ist kein Datum (erwartet wird TT.MM.JJJJ).");
            return null;
        }
    }

    public static bool IsAddress(string value) =>
        value.Length <= 254 && !value.Any(c => char.IsWhiteSpace(c) || c is '<' or '>' or ',' or ';' or '"')
        && value.Split('@') is [{ Length: > 0 and <= 64 }, { Length: > 3 } domain] && domain.Contains('.') && !domain.StartsWith('.')
        && !domain.EndsWith('.') && MailboxAddress.TryParse(value, out _);
}
