using Stadtgespraeche.Api;
using Stadtgespraeche.Scheduling.Clashes;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Drafts;

/// <summary>
/// A draft as organisers see it. <see cref="Errors"/> tells, by field of <see cref="Plan"/>, what keeps it from being
/// published; empty: it can be, and <see cref="DescriptionHtml"/> is safe to put into a page. <see cref="BasedOn"/> and
/// <see cref="SessionVersion"/> differ when the public session was changed since; 0: there is none. <see
/// cref="Clashes"/> warn, and keep nothing from being published.
/// </summary>
public sealed record DraftView(
    Guid Id,
    long Version,
    long BasedOn,
    long SessionVersion,
    DateTimeOffset ChangedAt,
    ScheduleSession.ScheduleSessionRequest Plan,
    string DescriptionHtml,
    IReadOnlyDictionary<string, IReadOnlyList<FieldError>> Errors,
    IReadOnlyList<Clash> Clashes
)
{
    internal static async Task<DraftView> OfAsync(
        SessionDraft draft,
        Session? session,
        SchedulingDbContext db,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var topics = await TopicList.LoadAsync(db, cancellationToken);
        var (request, errors) = (draft.Plan, new FieldErrors());
        if (SessionPlanRules.Read(request, topics, errors) is { } plan)
        {
            ScheduleSession.CheckTimes(session, plan, now, errors);
        }

        return new(
            draft.Id,
            draft.Version,
            draft.BasedOn,
            session?.Version ?? 0,
            draft.ChangedAt,
            request,
            errors.Any ? "" : MarkdownText.ToHtml(request.Description ?? ""),
            errors.ByField,
            await FindClashes.OfAsync(draft.Id, request, db, cancellationToken)
        );
    }
}
