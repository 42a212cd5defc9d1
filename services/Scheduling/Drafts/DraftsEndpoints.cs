using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Scheduling.Series;

namespace Stadtgespraeche.Scheduling.Drafts;

internal static class DraftsEndpoints
{
    public static void MapDrafts(this WebApplication app)
    {
        var organisers = app.MapGroup("/drafts").WithTags("Drafts").RequireAuthorization(Rights.Organiser);
        organisers.MapGet("", ListDrafts.Handle).WithName(nameof(ListDrafts));
        organisers.MapGet("{id:guid}", ShowDraft.Handle).WithName(nameof(ShowDraft));
        organisers.MapPut("{id:guid}", SaveDraft.Handle).WithName(nameof(SaveDraft)).Audited("session");
        organisers.MapDelete("{id:guid}", DiscardDraft.Handle).WithName(nameof(DiscardDraft)).Audited("session");
        organisers.MapPut("{id:guid}/copy", CopySession.Handle).WithName(nameof(CopySession)).Audited("session");
        organisers
            .MapPut("{id:guid}/publication", PublishDraft.Handle)
            .WithName(nameof(PublishDraft))
            .Audited("session");
        organisers.MapGet("series/{id:guid}", PreviewSeries.Handle).WithName(nameof(PreviewSeries));
        organisers.MapPut("series/{id:guid}", DraftSeries.Handle).WithName(nameof(DraftSeries)).Audited("series");
    }
}
