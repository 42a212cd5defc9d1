using CsCheck;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Tests.Changes;

/// <summary>Plans of so few values that two of them often agree in some and differ in others.</summary>
internal static class PlanGen
{
    public const string Name = "Impulsa Musterrednerin";

    public static readonly SessionPlan Plan = new()
    {
        Title = "Der Abend",
        Description = "Worum es geht.",
        Topics = new([]),
        Start = new DateTimeOffset(2027, 3, 16, 17, 0, 0, TimeSpan.Zero),
        TimeZone = "Europe/Berlin",
        LengthMinutes = 120,
        Form = SessionForm.Hybrid,
        Venue = new("Rathaus Bamberg, Saal 1", "Platz 1", "96047", "Bamberg"),
        CapacityOnSite = 30,
        CapacityOnline = 100,
        OnlineLink = "https://video.example/raum-4711",
        Programme = new([]),
    };

    private static readonly Gen<ProgrammeItem> Items = Gen.Select(
        Gen.Enum<ProgrammeItemKind>(),
        Gen.OneOf("Mitreden", "Pause"),
        Gen.OneOf(10, 20),
        Gen.OneOf<string?>(null, Name, $"{Name} 2"),
        (kind, title, length, speaker) => new ProgrammeItem(kind, title, length, speaker)
    );

    public static Gen<SessionPlan> Plans(IReadOnlyList<Guid> topics) =>
        Gen.Select(
            Gen.OneOf("Der Abend", "Ein anderer"),
            Gen.OneOf(0, 30, 24 * 60),
            Gen.Enum<SessionForm>(),
            Gen.OneOf<string?>(null, "Stufenlos"),
            Gen.OneOf<Guid>([.. topics]).Array[0, 3],
            Items.Array[0, 5],
            Gen.OneOf("Europe/Berlin", "Europe/London"),
            (title, later, form, notes, named, items, zone) =>
                Plan with
                {
                    Title = title,
                    Start = Plan.Start.AddMinutes(later),
                    Form = form,
                    Venue = form.OffersOnSite() ? Plan.Venue! with { AccessibilityNotes = notes } : null,
                    Topics = new([.. named.Distinct()]),
                    Programme = new(items),
                    TimeZone = zone,
                }
        );
}
