using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Checks the items of a programme; together they fit into the session. Speaker, partner and project belong to impulses
/// only.
/// </summary>
internal static class ProgrammeReader
{
    public static Programme Read(
        IReadOnlyList<ScheduleSession.ItemRequest?>? items,
        int? sessionMinutes,
        FieldErrors errors
    )
    {
        items ??= [];
        if (items.Count > SessionLimits.Items)
        {
            errors.Add("programme", "programme-too-long", $"Ein Programm hat höchstens {SessionLimits.Items} Punkte.");
            return new([]);
        }

        var programme = items.Select((item, index) => ReadItem(item, $"programme[{index}]", errors)).ToArray();
        if (sessionMinutes is > 0 && programme.Sum(item => (long)item.LengthMinutes) > sessionMinutes)
        {
            errors.Add(
                "programme",
                "programme-longer-than-session",
                $"Die Programmpunkte dauern zusammen {programme.Sum(item => (long)item.LengthMinutes)} "
                    + $"Minuten, die Sitzung nur {sessionMinutes}."
            );
        }

        return new(programme);
    }

    private static ProgrammeItem ReadItem(ScheduleSession.ItemRequest? item, string field, FieldErrors errors)
    {
        if (item is null)
        {
            errors.Add(field, "programme-item-missing", "Dieser Programmpunkt ist leer.");
            return new(ProgrammeItemKind.Exchange, "", 0);
        }

        var kind = ReadKind(item.Kind, field, errors);
        var title = errors.ReadLine(
            $"{field}.title",
            "programme-title",
            item.Title,
            SessionLimits.Line,
            "Bitte geben Sie dem Programmpunkt einen Titel."
        );
        if (item.LengthMinutes is null or <= 0)
        {
            errors.Add(
                $"{field}.lengthMinutes",
                "programme-length-not-positive",
                "Bitte geben Sie an, wie viele Minuten der Punkt dauert."
            );
        }

        if (kind is not ProgrammeItemKind.Impulse)
        {
            return new(kind ?? ProgrammeItemKind.Exchange, title ?? "", item.LengthMinutes ?? 0);
        }

        return new(
            ProgrammeItemKind.Impulse,
            title ?? "",
            item.LengthMinutes ?? 0,
            errors.ReadLine(
                $"{field}.speaker",
                "programme-speaker",
                item.Speaker,
                SessionLimits.Line,
                "Bitte geben Sie an, wer den Impuls hält."
            ),
            errors.ReadLine($"{field}.partner", "programme-partner", item.Partner, SessionLimits.Line),
            errors.ReadLine($"{field}.project", "programme-project", item.Project, SessionLimits.Line)
        );
    }

    private static ProgrammeItemKind? ReadKind(string? text, string field, FieldErrors errors)
    {
        if (
            Enum.GetNames<ProgrammeItemKind>()
                .FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)) is
            { } name
        )
        {
            return Enum.Parse<ProgrammeItemKind>(name);
        }

        errors.Add(
            $"{field}.kind",
            "programme-kind-unknown",
            "Bitte wählen Sie die Art des Programmpunkts: Begrüßung, Impuls, Austausch oder Pause."
        );
        return null;
    }
}
