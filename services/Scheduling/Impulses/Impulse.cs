using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Contracts.Scheduling;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// A short talk that somebody offers, from the first draft to its place in a programme. Only its owner writes its
/// content, also after it was accepted; a programme changes only when an organiser takes the change over.
/// </summary>
[Data(Category.None)]
[Processing(
    "Impulse: wer welchen kurzen Vortrag anbietet, wer ihn hält und was die Organisation dazu fragt",
    Subject = nameof(OwnerId),
    Erasure = Erasure.Delete,
    Kept = "zwei Jahre nach der letzten Änderung, der Bedarf an Barrierefreiheit bis zu einer Absage; das Programm bleibt",
    SeenBy = "wer den Impuls anbietet und die Organisation; das Programm, in das er aufgenommen wurde, sehen alle"
)]
public sealed class Impulse : IEntityTypeConfiguration<Impulse>
{
    public const int LongestName = 100;
    public const int LongestNeeds = 1_000;
    public const int LongestNote = 2_000;
    public const int LongestReason = 1_000;

    public Guid Id { get; init; }

    /// <summary>Grows with every change, under the row lock.</summary>
    public long Version { get; private set; }

    /// <summary>The version that last changed what the owner says; organisers decide about that.</summary>
    public long ContentVersion { get; private set; }

    [Data(Category.Personal)]
    public Guid OwnerId { get; init; }

    /// <summary>When an organiser invited somebody without an account to it, who owns it then; null: a member's.</summary>
    public DateTimeOffset? InvitedAt { get; init; }

    /// <summary>Whom the organiser invited, in the organiser's words.</summary>
    [Data(Category.Personal)]
    public string? InvitedName { get; init; }

    /// <summary>Key of the owner's partner, which tells the owner what becomes of it.</summary>
    public string Partner { get; init; } = "";

    public Guid? CallId { get; private set; }

    [Data(Category.None)]
    public ImpulseState State { get; private set; }

    [Data(Category.Personal)]
    public string Json { get; private set; } = "{}";

    /// <summary>
    /// What the speaker needs to take part; may tell of a disability. Forgotten once the impulse is rejected or withdrawn.
    /// </summary>
    [Data(Category.Special)]
    public string? AccessibilityNeeds { get; private set; }

    /// <summary>What the organisers wrote to the owner when they rejected it.</summary>
    [Data(Category.Personal)]
    public string? RejectedBecause { get; private set; }

    /// <summary>What organisers note for each other; the owner reads it in an export only.</summary>
    [Data(Category.Personal)]
    public string? Note { get; private set; }

    /// <summary>The session whose programme, or draft, it was put into; null: none.</summary>
    public Guid? SessionId { get; private set; }

    /// <summary>What it said when an organiser last put it into that programme.</summary>
    [Data(Category.Personal)]
    public string? TakenOverJson { get; private set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? HandedInAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public ImpulseContent Content => Read(Json);

    public ImpulseContent? TakenOver => TakenOverJson is { } json ? Read(json) : null;

    public bool IsDecided => State is ImpulseState.Rejected or ImpulseState.Withdrawn;

    /// <summary>Whether it is theirs: a link is good for the one impulse that its speaker was invited to.</summary>
    public bool IsOf((Guid Id, string Partner, bool IsInvited) speaker) =>
        speaker.IsInvited ? InvitedAt is not null && Id == speaker.Id : InvitedAt is null && OwnerId == speaker.Id;

    public bool Says(Guid? call, ImpulseContent content, string? needs) =>
        (CallId, Content, AccessibilityNeeds) == (call, content, needs);

    public void Write(Guid? call, ImpulseContent content, string? needs, DateTimeOffset now)
    {
        (CallId, Json, AccessibilityNeeds) = (
            call,
            JsonSerializer.Serialize(content, JsonSerializerOptions.Web),
            needs
        );
        Change(now);
        ContentVersion = Version;
    }

    public void HandIn(DateTimeOffset now)
    {
        (State, HandedInAt) = (ImpulseState.HandedIn, now);
        Change(now);
    }

    /// <summary>What was never handed in is forgotten.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        (State, AccessibilityNeeds, Json) = (ImpulseState.Withdrawn, null, HandedInAt is null ? "{}" : Json);
        Change(now);
    }

    /// <summary>An organiser asks: what is not decided waits for the owner then.</summary>
    public void Ask(DateTimeOffset now)
    {
        State = State == ImpulseState.HandedIn ? ImpulseState.Questioned : State;
        Change(now);
    }

    public void Answer(DateTimeOffset now)
    {
        State = State == ImpulseState.Questioned ? ImpulseState.HandedIn : State;
        Change(now);
    }

    /// <summary><paramref name="reason"/>: null accepts it.</summary>
    public void Decide(string? reason, DateTimeOffset now)
    {
        (State, RejectedBecause) = (reason is null ? ImpulseState.Accepted : ImpulseState.Rejected, reason);
        AccessibilityNeeds = reason is null ? AccessibilityNeeds : null;
        Change(now);
    }

    public void WriteNote(string? note, DateTimeOffset now)
    {
        Note = note;
        Change(now);
    }

    public void PutInto(Guid session, DateTimeOffset now)
    {
        (SessionId, TakenOverJson) = (session, Json);
        Change(now);
    }

    /// <summary>The impulse of somebody who was invited and has no account: its own id stands for its owner.</summary>
    public static Impulse Invite(Guid id, Guid? call, string name, DateTimeOffset at) =>
        new()
        {
            Id = id,
            OwnerId = id,
            Partner = PersonalLink.Hub,
            CallId = call,
            InvitedAt = at,
            InvitedName = name,
            CreatedAt = at,
            ChangedAt = at,
            Json = JsonSerializer.Serialize(
                new ImpulseContent(Speaker: name, Language: "Deutsch"),
                JsonSerializerOptions.Web
            ),
        };

    public ImpulseProgressed ToProgressed(ImpulseProgress progress) => new(Partner, OwnerId, Id, Version, progress);

    public void Configure(EntityTypeBuilder<Impulse> impulse)
    {
        impulse.Property(i => i.Id).ValueGeneratedNever();
        impulse.Property(i => i.State).HasConversion<string>().HasMaxLength(20);
        impulse.Property(i => i.Json).HasColumnName("content").HasColumnType("jsonb");
        impulse.Property(i => i.TakenOverJson).HasColumnName("taken_over").HasColumnType("jsonb");
        impulse.Property(i => i.AccessibilityNeeds).HasMaxLength(LongestNeeds);
        impulse.Property(i => i.InvitedName).HasMaxLength(LongestName);
        impulse.Property(i => i.Note).HasMaxLength(LongestNote);
        impulse.Property(i => i.RejectedBecause).HasMaxLength(LongestReason);
        impulse.Ignore(i => i.Content).Ignore(i => i.TakenOver).Ignore(i => i.IsDecided);
        impulse.HasOne<ImpulseCall>().WithMany().HasForeignKey(i => i.CallId).OnDelete(DeleteBehavior.Restrict);
        impulse.HasIndex(i => i.OwnerId);
        impulse.HasIndex(i => i.SessionId);
    }

    private static ImpulseContent Read(string json) =>
        JsonSerializer.Deserialize<ImpulseContent>(json, JsonSerializerOptions.Web)!;

    private void Change(DateTimeOffset now)
    {
        Version++;
        ChangedAt = now;
    }
}

public enum ImpulseState
{
    /// <summary>Seen by its owner alone.</summary>
    Draft,
    HandedIn,

    /// <summary>The organisers wait for an answer.</summary>
    Questioned,
    Accepted,
    Rejected,
    Withdrawn,
}
