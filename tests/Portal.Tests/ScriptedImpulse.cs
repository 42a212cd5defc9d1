using static Stadtgespraeche.Portal.Tests.ScriptedImpulses;

namespace Stadtgespraeche.Portal.Tests;

/// <summary>One impulse as Scheduling tells it to its owner and to organisers.</summary>
internal static class ScriptedImpulse
{
    private static readonly DateTimeOffset At = new(2099, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static object Content(string title) =>
        new
        {
            title,
            summary = "Wie ein Rat seinen Haushalt erklärt.",
            topicId = ScriptedTopics.Listed,
            partner = "Musterstadt",
            speaker = "Ina Probe",
            function = "Kämmerin",
            lengthMinutes = 15,
            language = "Deutsch",
            mayBeRecorded = true,
        };

    private static object[] Messages() =>
        [
            new
            {
                id = Guid.CreateVersion7(),
                fromOrganisers = true,
                text = "Geht es in zehn Minuten?",
                at = At,
            },
        ];

    internal static object OwnOne(string id, string state, string call = Call) =>
        new
        {
            id,
            contentVersion = 2,
            state,
            callId = call,
            content = state == "Withdrawn" && id == Invited ? (object)new { }
            : state == "Draft" && id == Invited ? (object)new { speaker = "Ada Beispiel", language = "Deutsch" }
            : Content(state == "Draft" ? "Entwurf über Daten" : "Haushalt zum Anfassen"),
            rejectedBecause = state == "Rejected" ? "Das hatten wir gerade." : null,
            messages = state == "Draft" ? [] : Messages(),
            missing = state == "Draft"
                ? new Dictionary<string, object>
                {
                    ["summary"] = new[]
                    {
                        new { code = "summary-missing", message = "Bitte sagen Sie, worum es geht." },
                    },
                }
                : [],
        };

    internal static object Line(string id, string state, bool changed = false, bool placed = false) =>
        new
        {
            id,
            state,
            title = "Haushalt zum Anfassen",
            speaker = "Ina Probe",
            partner = "Musterstadt",
            callId = Call,
            sessionId = placed ? PortalUnderTest.SessionId : (Guid?)null,
            changedSinceTakenOver = changed,
            changedAt = At,
        };

    internal static object One(string id) =>
        new
        {
            id,
            version = 7,
            contentVersion = 5,
            state = id switch
            {
                Accepted => "Accepted",
                Withdrawn => "Withdrawn",
                _ => "Questioned",
            },
            callId = Call,
            ownerPartner = "bamberg",
            content = Content("Haushalt zum Anfassen"),
            accessibilityNeeds = "Gebärdensprache",
            note = "Gut für Mai",
            sessionId = id is Accepted or Withdrawn ? PortalUnderTest.SessionId : (Guid?)null,
            takenOver = id == Accepted ? Content("Haushalt erklärt") : null,
            handedInAt = At,
            changedAt = At,
            messages = Messages(),
        };
}
