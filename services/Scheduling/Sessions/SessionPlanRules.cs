using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Sessions;

/// <summary>
/// Checks a request field by field and makes a plan of it; null when anything is wrong, with all errors told.
/// </summary>
internal static class SessionPlanRules
{
    public static SessionPlan? Read(ScheduleSession.ScheduleSessionRequest request, TopicList list, FieldErrors errors)
    {
        var title = errors.ReadLine(
            "title",
            "title",
            request.Title,
            SessionLimits.Title,
            "Bitte geben Sie einen Titel an."
        );
        var description = errors.ReadMarkdown(
            "description",
            "description",
            request.Description,
            SessionLimits.Description,
            "Bitte beschreiben Sie, worum es geht."
        );
        if (description is not null && !MarkdownText.CanRender(description))
        {
            errors.Add(
                "description",
                "description-too-nested",
                "Die Beschreibung ist zu tief verschachtelt und kann nicht dargestellt werden."
            );
        }

        var topics = SessionTopicsReader.Read(request.Topics, list, errors);
        var start = SessionStart.Read(request.Start, request.LocalStart, request.TimeZone, errors);
        var length = ReadLength(request.LengthMinutes, errors);
        var form = ReadForm(request.Form, errors);
        var onSite = form?.OffersOnSite() == true;
        var online = form?.OffersOnline() == true;
        var venue = onSite ? ReadVenue(request.Venue, errors) : null;
        var link = online ? ReadLink(request.OnlineLink, errors) : null;
        var programme = ProgrammeReader.Read(request.Programme, request.LengthMinutes, errors);
        if (form is not null)
        {
            CheckCapacity("capacityOnSite", request.CapacityOnSite, onSite, "vor Ort", errors);
            CheckCapacity("capacityOnline", request.CapacityOnline, online, "online", errors);
        }

        return errors.Any
            ? null
            : new SessionPlan
            {
                Title = title!,
                Description = description!,
                Topics = topics,
                Start = start!.Value,
                TimeZone = request.TimeZone!,
                LengthMinutes = length!.Value,
                Form = form!.Value,
                Venue = venue,
                CapacityOnSite = onSite ? request.CapacityOnSite : null,
                CapacityOnline = online ? request.CapacityOnline : null,
                OnlineLink = link,
                Programme = programme,
            };
    }

    private static int? ReadLength(int? minutes, FieldErrors errors)
    {
        if (minutes is null)
        {
            errors.Add("lengthMinutes", "length-missing", "Bitte geben Sie an, wie viele Minuten die Sitzung dauert.");
        }
        else if (minutes is <= 0 or > SessionLimits.LengthMinutes)
        {
            errors.Add(
                "lengthMinutes",
                "length-out-of-range",
                "Eine Sitzung dauert mindestens eine Minute und höchstens 24 Stunden."
            );
        }

        return minutes;
    }

    private static SessionForm? ReadForm(string? text, FieldErrors errors)
    {
        if (
            Enum.GetNames<SessionForm>()
                .FirstOrDefault(name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)) is
            { } name
        )
        {
            return Enum.Parse<SessionForm>(name);
        }

        errors.Add(
            "form",
            "form-unknown",
            "Bitte wählen Sie, wie die Sitzung stattfindet: vor Ort, online oder beides."
        );
        return null;
    }

    private static Venue? ReadVenue(ScheduleSession.VenueRequest? venue, FieldErrors errors)
    {
        if (venue is null)
        {
            errors.Add("venue", "venue-missing", "Bitte geben Sie an, wo die Sitzung stattfindet.");
            return null;
        }

        var name = errors.ReadLine(
            "venue.name",
            "venue-name",
            venue.Name,
            SessionLimits.Line,
            "Bitte geben Sie den Namen des Ortes an, etwa des Gebäudes."
        );
        var street = errors.ReadLine(
            "venue.street",
            "venue-street",
            venue.Street,
            SessionLimits.Line,
            "Bitte geben Sie Straße und Hausnummer an."
        );
        var postalCode = errors.ReadLine(
            "venue.postalCode",
            "venue-postal-code",
            venue.PostalCode,
            SessionLimits.PostalCode,
            "Bitte geben Sie die Postleitzahl an."
        );
        if (postalCode is not null && (postalCode.Length != 5 || !postalCode.All(char.IsAsciiDigit)))
        {
            errors.Add("venue.postalCode", "venue-postal-code-invalid", "Eine Postleitzahl hat fünf Ziffern.");
        }

        var city = errors.ReadLine(
            "venue.city",
            "venue-city",
            venue.City,
            SessionLimits.Line,
            "Bitte geben Sie die Stadt an."
        );
        var notes = errors.ReadLines(
            "venue.accessibilityNotes",
            "accessibility-notes",
            venue.AccessibilityNotes,
            SessionLimits.Notes
        );
        return new Venue(name ?? "", street ?? "", postalCode ?? "", city ?? "", notes);
    }

    // The link may follow later, when the conference room is booked.
    private static string? ReadLink(string? text, FieldErrors errors)
    {
        var link = errors.ReadLine("onlineLink", "online-link", text, SessionLimits.OnlineLink);
        if (
            link is not null
            && !(
                Uri.TryCreate(link, UriKind.Absolute, out var uri)
                && uri.Scheme == Uri.UriSchemeHttps
                && uri.UserInfo.Length == 0
                && !link.Any(char.IsWhiteSpace)
            )
        )
        {
            errors.Add(
                "onlineLink",
                "online-link-not-https",
                "Der Link zur Videokonferenz muss mit https:// beginnen und vollständig sein."
            );
        }

        return link;
    }

    private static void CheckCapacity(string field, int? capacity, bool offered, string where, FieldErrors errors)
    {
        if (offered && capacity is null or <= 0)
        {
            errors.Add(
                field,
                "capacity-not-positive",
                $"Bitte geben Sie an, wie viele Plätze es {where} gibt, mindestens einen."
            );
        }
        else if (capacity > SessionLimits.Capacity)
        {
            errors.Add(field, "capacity-too-large", $"Mehr als {SessionLimits.Capacity} Plätze sind nicht möglich.");
        }
        else if (!offered && capacity is not null and not 0)
        {
            errors.Add(
                field,
                "capacity-for-form-not-offered",
                $"Diese Sitzung findet nicht {where} statt. Bitte lassen Sie diese Platzzahl leer."
            );
        }
    }
}
