using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Sessions;

namespace Stadtgespraeche.Scheduling.Records;

/// <summary>
/// Says where recording and minutes of a session are, both each time; what is left out is taken away. The same again
/// changes nothing. Refuses sessions that have not begun or were called off, links without https, and to overwrite what
/// the client has not seen (<c>expectedVersion</c>, 0 for none). Impulses not to be recorded warn only.
/// </summary>
public static class WriteRecord
{
    public sealed record LinkRequest(string? Link, [property: EnumDataType(typeof(RecordAudience))] string? For);

    public sealed record WriteRecordRequest(LinkRequest? Recording, LinkRequest? Minutes, long ExpectedVersion = 0);

    public static async Task<Results<Ok<RecordForOrganisers>, ProblemHttpResult>> Handle(
        Guid id,
        WriteRecordRequest request,
        SchedulingDbContext db,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var recording = Read("recording", request.Recording, errors);
        var minutes = Read("minutes", request.Minutes, errors);
        if (errors.Any)
        {
            return errors.ToProblem();
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.LockSessionAsync(id, cancellationToken) is not { } session)
        {
            return SessionUnknown.Problem;
        }

        if (session.Status == SessionStatus.Cancelled)
        {
            return Problems.Conflict("session-cancelled", "Die Sitzung ist abgesagt.");
        }

        var now = time.GetUtcNow();
        if (now < session.Plan.Start)
        {
            return Problems.Conflict("session-not-started", "Die Sitzung hat noch nicht begonnen.");
        }

        var record = await db.SessionRecords.SingleOrDefaultAsync(r => r.SessionId == id, cancellationToken);
        if (record?.Says(recording, minutes) ?? (recording, minutes) is (null, null))
        {
            return TypedResults.Ok(await db.RecordForOrganisersAsync(id, cancellationToken));
        }

        if ((record?.Version ?? 0) != request.ExpectedVersion)
        {
            return Problems.Conflict(
                "record-changed-meanwhile",
                "Jemand hat diese Links inzwischen geändert. Bitte laden Sie die Seite neu und prüfen Sie Ihre Angaben."
            );
        }

        record ??= db.Add(new SessionRecord { SessionId = id }).Entity;
        record.Write(recording, minutes, now);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(await db.RecordForOrganisersAsync(id, cancellationToken));
    }

    private static RecordLink? Read(string field, LinkRequest? request, FieldErrors errors)
    {
        var link = errors.ReadLine($"{field}.link", "record-link", request?.Link, RecordLink.Longest);
        if (link is null)
        {
            return null;
        }

        if (
            !Uri.TryCreate(link, UriKind.Absolute, out var uri)
            || uri.Scheme != Uri.UriSchemeHttps
            || uri.UserInfo.Length > 0
            || link.Any(char.IsWhiteSpace)
        )
        {
            errors.Add(
                $"{field}.link",
                "record-link-not-https",
                "Der Link muss mit https:// beginnen und vollständig sein."
            );
        }

        if (
            Enum.GetNames<RecordAudience>()
                .FirstOrDefault(name => name.Equals(request!.For?.Trim(), StringComparison.OrdinalIgnoreCase)) is
            { } name
        )
        {
            return new(link, Enum.Parse<RecordAudience>(name));
        }

        errors.Add($"{field}.for", "record-audience-unknown", "Bitte wählen Sie, wer den Link sieht.");
        return null;
    }
}
