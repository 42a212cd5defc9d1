using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Scheduling.Topics;

internal static class TopicsEndpoints
{
    public static void MapTopics(this WebApplication app)
    {
        var everybody = app.MapGroup("/topics").WithTags("Topics").AllowAnonymous();
        everybody.MapGet("", ListTopics.Handle).WithName(nameof(ListTopics));
        everybody.MapGet("{id:guid}", ShowTopic.Handle).WithName(nameof(ShowTopic));

        var own = app.MapGroup("/me/topics").WithTags("Topics").RequireAuthorization(Rights.Member);
        own.MapGet("", ListOwnProposals.Handle).WithName(nameof(ListOwnProposals));
        own.MapPut("{id:guid}", ProposeTopic.Handle).WithName(nameof(ProposeTopic)).Audited("topic");

        var organisers = app.MapGroup("/topics").WithTags("Topics").RequireAuthorization(Rights.Organiser);
        organisers.MapGet("all", ListAllTopics.Handle).WithName(nameof(ListAllTopics));
        organisers.MapPut("{id:guid}", WriteTopic.Handle).WithName(nameof(WriteTopic)).Audited("topic");
        organisers.MapPut("{id:guid}/release", ReleaseTopic.Handle).WithName(nameof(ReleaseTopic)).Audited("topic");
        organisers.MapPut("{id:guid}/retirement", RetireTopic.Handle).WithName(nameof(RetireTopic)).Audited("topic");
        organisers.MapPut("{id:guid}/merger", MergeTopic.Handle).WithName(nameof(MergeTopic)).Audited("topic");
    }
}
