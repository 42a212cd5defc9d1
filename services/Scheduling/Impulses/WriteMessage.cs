using Microsoft.AspNetCore.Http.HttpResults;
using Stadtgespraeche.Api;

namespace Stadtgespraeche.Scheduling.Impulses;

/// <summary>
/// A question of the organisers (<see cref="AskSpeaker"/>) or the owner's answer (<see cref="AnswerOrganisers"/>),
/// under an id that the client made.
/// </summary>
public static class WriteMessage
{
    public sealed record WriteMessageRequest(string? Text);

    /// <summary>
    /// Under the lock of the impulse. True: it is new; false: it stood there; else what keeps it from being written.
    /// </summary>
    internal static async Task<(bool IsNew, ProblemHttpResult? Refusal)> AddAsync(
        SchedulingDbContext db,
        Impulse impulse,
        Guid id,
        string? text,
        bool fromOrganisers,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var errors = new FieldErrors();
        var lines = errors.ReadLines("text", "text", text, ImpulseMessage.LongestText, "Bitte schreiben Sie etwas.");
        if (errors.Any)
        {
            return (false, errors.ToProblem());
        }

        var known = await db.MessagesAsync(impulse.Id, cancellationToken);
        if (known.Exists(message => message.Id == id))
        {
            return (false, null);
        }

        if (impulse.IsDecided)
        {
            return (false, ImpulseProblems.Decided);
        }

        if (known.Count >= ImpulseMessage.Most)
        {
            return (
                false,
                Problems.Conflict(
                    "too-many-messages",
                    $"Zu einem Impuls gibt es höchstens {ImpulseMessage.Most} Nachrichten."
                )
            );
        }

        db.Add(
            new ImpulseMessage
            {
                Id = id,
                ImpulseId = impulse.Id,
                OwnerId = impulse.OwnerId,
                FromOrganisers = fromOrganisers,
                Text = lines!,
                At = now,
            }
        );
        return (true, null);
    }
}
