using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>The pattern of a series as it is typed, and as the address of its dates carries it. Nothing of it is secret.</summary>
public sealed class SeriesFields
{
    /// <summary>The client's id of the series, from before anything is typed, so that sending twice drafts once.</summary>
    public Guid Series { get; set; }

    public string? Rhythm { get; set; } = "Monthly";

    public string? Week { get; set; } = "Third";

    public string? Weekday { get; set; } = "Tuesday";

    public string? Every { get; set; } = "2";

    public string? FirstDay { get; set; }

    public string? StartTime { get; set; } = "18:00";

    public string? Count { get; set; }

    public string? LastDay { get; set; }

    public string? TemplateId { get; set; }

    public Guid? Template => Guid.TryParse(TemplateId, out var id) ? id : null;

    /// <summary>
    /// Reads what was typed. <paramref name="wrong"/> is called for each field that is no day, time or number; that field
    /// is left out.
    /// </summary>
    public SeriesPattern Read(Action<string, string> wrong) =>
        new(
            Rhythm,
            Rhythm == "Weekly" ? null : Week,
            Weekday,
            Numbers.Read(Every, nameof(Every), wrong),
            Day(FirstDay, nameof(FirstDay), wrong),
            ClockTime.TryRead(StartTime, out var clock) ? $"{clock:HH:mm}" : null,
            Numbers.Read(Count, nameof(Count), wrong),
            Day(LastDay, nameof(LastDay), wrong)
        );

    /// <summary>Behind the address of a page, from which the fields are bound again.</summary>
    public string Query =>
        QueryString
            .Create(
                new Dictionary<string, string?>
                {
                    [nameof(Series)] = Series.ToString(),
                    [nameof(Rhythm)] = Rhythm,
                    [nameof(Week)] = Week,
                    [nameof(Weekday)] = Weekday,
                    [nameof(Every)] = Every,
                    [nameof(FirstDay)] = FirstDay,
                    [nameof(StartTime)] = StartTime,
                    [nameof(Count)] = Count,
                    [nameof(LastDay)] = LastDay,
                    [nameof(TemplateId)] = TemplateId,
                }.Where(part => !string.IsNullOrEmpty(part.Value))
            )
            .ToString();

    private static DateOnly? Day(string? typed, string field, Action<string, string> wrong)
    {
        if (GermanDate.TryRead(typed, out var day))
        {
            return day;
        }

        if (!string.IsNullOrWhiteSpace(typed))
        {
            wrong(field, "Bitte geben Sie ein Datum an, zum Beispiel 01.02.2027.");
        }

        return null;
    }
}
