using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>
/// What organisers have typed about a session and not published yet: a new one, or changes to one that is public. It
/// may be incomplete or wrong. Only organisers see it. <see cref="Version"/> grows with every change.
/// </summary>
[Data(Category.None)]
[Processing(
    "Entwürfe des Programms: Namen der Vortragenden",
    Erasure = Erasure.Otherwise,
    Kept = "bis der Entwurf veröffentlicht oder verworfen ist, höchstens ein Jahr nach der letzten Änderung",
    SeenBy = "die Organisation"
)]
public sealed class SessionDraft : IEntityTypeConfiguration<SessionDraft>
{
    /// <summary>That of the session it is about.</summary>
    public Guid Id { get; init; }

    public long Version { get; private set; }

    /// <summary>The version of the public session that the organiser had before their eyes; 0: there was none.</summary>
    public long BasedOn { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    [Data(Category.Personal)]
    public string Content { get; private set; } = "";

    public ScheduleSession.ScheduleSessionRequest Plan =>
        JsonSerializer.Deserialize<ScheduleSession.ScheduleSessionRequest>(Content, JsonSerializerOptions.Web)!;

    /// <summary>False: it stands there as it is already.</summary>
    public bool Write(ScheduleSession.ScheduleSessionRequest plan, long basedOn, DateTimeOffset now)
    {
        var content = JsonSerializer.Serialize(plan, JsonSerializerOptions.Web);
        if ((content, basedOn) == (Content, BasedOn))
        {
            return false;
        }

        (Content, BasedOn, ChangedAt) = (content, basedOn, now);
        Version++;
        return true;
    }

    public void Configure(EntityTypeBuilder<SessionDraft> draft)
    {
        draft.Ignore(d => d.Plan);
        draft.Property(d => d.Version).IsConcurrencyToken();
    }
}
