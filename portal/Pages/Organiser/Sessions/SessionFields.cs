using System.Globalization;
using Stadtgespraeche.Portal.Api;
using Stadtgespraeche.Portal.Web;
using Stadtgespraeche.Site;

namespace Stadtgespraeche.Portal.Pages.Organiser.Sessions;

/// <summary>One item of the programme as it is typed.</summary>
public sealed class ProgrammeFields
{
    public string? Kind { get; set; } = "Impulse";

    public string? Title { get; set; }

    public string? LengthMinutes { get; set; }

    public string? Speaker { get; set; }

    public string? Partner { get; set; }

    public string? Project { get; set; }
}

/// <summary>
/// A session as it is typed. Everything is text, so that what cannot be read is not lost. Date and time are local time
/// in Europe/Berlin.
/// </summary>
public sealed class SessionFields
{
    public const string Zone = "Europe/Berlin";

    public string? Title { get; set; }

    public List<Guid> Topics { get; set; } = [];

    public string? Description { get; set; }

    public string? Date { get; set; }

    public string? Time { get; set; } = "18:00";

    public string? LengthMinutes { get; set; } = "120";

    public string? Form { get; set; } = "Hybrid";

    public string? VenueName { get; set; }

    public string? VenueStreet { get; set; }

    public string? VenuePostalCode { get; set; }

    public string? VenueCity { get; set; }

    public string? VenueAccessibilityNotes { get; set; }

    public string? CapacityOnSite { get; set; }

    public string? CapacityOnline { get; set; }

    public string? OnlineLink { get; set; }

    /// <summary>The draft that stands in the form; 0: nothing is saved yet.</summary>
    public long Version { get; set; }

    /// <summary>The public session that was seen; 0: there is none.</summary>
    public long BasedOn { get; set; }

    public List<ProgrammeFields> Programme { get; set; } = [];

    public static SessionFields Of(Session session)
    {
        var start = Dates.Local(session.Start, Zone);
        return new SessionFields
        {
            Title = session.Title,
            Topics = [.. (session.Topics ?? []).Select(topic => topic.Id)],
            Description = session.Description,
            Date = start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Time = start.ToString("HH:mm", CultureInfo.InvariantCulture),
            LengthMinutes = Text(session.LengthMinutes),
            Form = session.Form,
            VenueName = session.Venue?.Name,
            VenueStreet = session.Venue?.Street,
            VenuePostalCode = session.Venue?.PostalCode,
            VenueCity = session.Venue?.City,
            VenueAccessibilityNotes = session.Venue?.AccessibilityNotes,
            CapacityOnSite = Text(session.CapacityOnSite ?? 0),
            CapacityOnline = Text(session.CapacityOnline ?? 0),
            OnlineLink = session.OnlineLink,
            BasedOn = session.Version,
            Programme =
            [
                .. (session.Programme ?? []).Select(item => new ProgrammeFields
                {
                    Kind = item.Kind,
                    Title = item.Title,
                    LengthMinutes = Text(item.LengthMinutes),
                    Speaker = item.Speaker,
                    Partner = item.Partner,
                    Project = item.Project,
                }),
            ],
        };
    }

    public static SessionFields Of(Draft draft)
    {
        var plan = draft.Plan;
        var start = plan.LocalStart?.Split('T', 2);
        return new SessionFields
        {
            Title = plan.Title,
            Topics = [.. plan.Topics ?? []],
            Description = plan.Description,
            Date = start?[0],
            Time = start is [_, var time] ? time : "",
            LengthMinutes = Text(plan.LengthMinutes),
            Form = plan.Form,
            VenueName = plan.Venue?.Name,
            VenueStreet = plan.Venue?.Street,
            VenuePostalCode = plan.Venue?.PostalCode,
            VenueCity = plan.Venue?.City,
            VenueAccessibilityNotes = plan.Venue?.AccessibilityNotes,
            CapacityOnSite = Text(plan.CapacityOnSite),
            CapacityOnline = Text(plan.CapacityOnline),
            OnlineLink = plan.OnlineLink,
            Version = draft.Version,
            BasedOn = draft.SessionVersion,
            Programme =
            [
                .. (plan.Programme ?? []).Select(item => new ProgrammeFields
                {
                    Kind = item.Kind,
                    Title = item.Title,
                    LengthMinutes = Text(item.LengthMinutes),
                    Speaker = item.Speaker,
                    Partner = item.Partner,
                    Project = item.Project,
                }),
            ],
        };
    }

    /// <summary>
    /// Reads what was typed. <paramref name="wrong"/> is called for each field that is no date, time or number; that
    /// field is left out.
    /// </summary>
    public SessionPlan Read(Action<string, string> wrong)
    {
        var date = "";
        if (GermanDate.TryRead(Date, out var day))
        {
            date = $"{day:yyyy-MM-dd}";
        }
        else if (!string.IsNullOrWhiteSpace(Date))
        {
            wrong(nameof(Date), "Bitte geben Sie ein Datum an, zum Beispiel 19.09.2023.");
        }

        var time = "";
        if (ClockTime.TryRead(Time, out var clock))
        {
            time = $"{clock:HH:mm}";
        }
        else if (!string.IsNullOrWhiteSpace(Time))
        {
            wrong(nameof(Time), "Bitte geben Sie eine Uhrzeit an, zum Beispiel 18:00.");
        }

        var onSite = Form is "OnSite" or "Hybrid";
        var online = Form is "Online" or "Hybrid";
        return new SessionPlan(
            Title,
            Description,
            Topics,
            date + time == "" ? null : $"{date}T{time}",
            Zone,
            Numbers.Read(LengthMinutes, nameof(LengthMinutes), wrong),
            Form,
            onSite ? new Venue(VenueName, VenueStreet, VenuePostalCode, VenueCity, VenueAccessibilityNotes) : null,
            onSite ? Numbers.Read(CapacityOnSite, nameof(CapacityOnSite), wrong) : null,
            online ? Numbers.Read(CapacityOnline, nameof(CapacityOnline), wrong) : null,
            online ? OnlineLink : null,
            [
                .. Programme.Select(
                    (item, at) =>
                        new PlannedItem(
                            item.Kind,
                            item.Title,
                            Numbers.Read(item.LengthMinutes, $"Programme[{at}].LengthMinutes", wrong),
                            item.Speaker,
                            item.Partner,
                            item.Project
                        )
                ),
            ]
        );
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
