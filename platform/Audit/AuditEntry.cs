using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Stadtgespraeche.Api;
using Stadtgespraeche.Contracts;
using Stadtgespraeche.Database;

namespace Stadtgespraeche.Audit;

/// <summary>
/// Who changed what, when, and whether it was done: ids and names of operations, no contents and nobody's name. Written
/// in the transaction of the change and never altered; gone after 30 days by <see cref="AuditModel.Forget"/>.
/// </summary>
[AppendOnly]
[Data(Category.None)]
[Processing(
    "Protokoll: wer wann was geändert hat, ohne Inhalte, damit Missbrauch erkannt wird",
    Subject = nameof(ActorId),
    Erasure = Erasure.Otherwise,
    Kept = "30 Tage",
    SeenBy = "Organisation"
)]
public sealed class AuditEntry
{
    public const string Session = "session";
    public const string Link = "link";
    public const string Command = "command";
    public const string Done = "done";
    public const string Refused = "refused";

    /// <summary>The role of whoever administers a city's own Notification.</summary>
    public const string Administrator = "administrator";

    /// <summary>UUIDv7, so that its order is that of time, also across services.</summary>
    public required Guid Id { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// How the person acted: a sign-in (<see cref="Session"/>), a personal <see cref="Link"/>, or a
    /// <see cref="Command"/> of the operator.
    /// </summary>
    public required string Via { get; init; }

    /// <summary>The member's id; empty for commands.</summary>
    [Data(Category.Personal)]
    public Guid? ActorId { get; init; }

    public string? Partner { get; init; }

    /// <summary>
    /// The role that gave the right: member, coordinator, organiser, operator; at a city administrator.
    /// </summary>
    [Data(Category.Personal)]
    public required string Role { get; init; }

    /// <summary>The slice's name, as in the OpenAPI document.</summary>
    public required string Operation { get; init; }

    public required string TargetKind { get; init; }

    /// <summary>The id of what was changed; may be a member's.</summary>
    [Data(Category.Personal)]
    public string? TargetId { get; init; }

    public required string Outcome { get; init; }

    /// <summary>By the person of a request; <paramref name="wanted"/> is the role that the route asks for.</summary>
    public static AuditEntry By(
        ClaimsPrincipal user,
        string? wanted,
        string operation,
        string kind,
        string? target,
        DateTimeOffset now,
        string outcome = Done
    )
    {
        var link = user.FindFirst("purpose") is not null;
        return new AuditEntry
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Via = link ? Link : Session,
            ActorId = Guid.TryParse(user.FindFirst("sub")?.Value, out var id) ? id : null,
            Partner = user.FindFirst(link ? "iss" : "partner")?.Value,
            Role =
                user.IsInRole(Administrator) ? Administrator
                : wanted is not null && user.IsInRole(wanted) ? wanted
                : user.IsInRole(Rights.Organiser) ? Rights.Organiser
                : user.IsInRole(Rights.Operator) ? Rights.Operator
                : Rights.Member,
            Operation = operation,
            TargetKind = kind,
            TargetId = target,
            Outcome = outcome,
        };
    }

    /// <summary>By an operator's command on the machine itself, where nobody signs in.</summary>
    public static AuditEntry ByCommand(string operation, string kind, string? target, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            At = now,
            Via = Command,
            Role = Rights.Operator,
            Operation = operation,
            TargetKind = kind,
            TargetId = target,
            Outcome = Done,
        };

    internal static void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_log");
        entry.Property(row => row.Id).ValueGeneratedNever();
    }
}
