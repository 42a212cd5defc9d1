using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Knowledge.Search;

namespace Stadtgespraeche.Knowledge.Contributions;

internal static class ContributionsEndpoints
{
    public static void MapContributions(this WebApplication app)
    {
        var all = app.MapGroup("").WithTags("Contributions");
        all.MapGet("/contributions", SearchContributions.Handle).WithName(nameof(SearchContributions)).AllowAnonymous();
        all.MapGet("/contributions/{id:guid}", ShowContribution.Handle)
            .WithName(nameof(ShowContribution))
            .AllowAnonymous();
        all.MapPut("/contributions/{id:guid}", WriteContribution.Handle)
            .WithName(nameof(WriteContribution))
            .RequireAuthorization(Rights.Contributor)
            .Audited("contribution");
        all.MapPut("/contributions/{id:guid}/withdrawal", WithdrawContribution.Handle)
            .WithName(nameof(WithdrawContribution))
            .RequireAuthorization(Rights.Contributor)
            .Audited("contribution");
        all.MapGet("/sessions/{id:guid}/authorship", ShowAuthorship.Handle)
            .WithName(nameof(ShowAuthorship))
            .RequireAuthorization(Rights.ContributionLink);

        var own = app.MapGroup("/me").WithTags("Contributions").RequireAuthorization(Rights.Member);
        own.MapGet("/contributions", ListOwnContributions.Handle).WithName(nameof(ListOwnContributions));
        own.MapPut("/contributions/{id:guid}", WriteContribution.HandleOwn)
            .WithName("WriteOwnContribution")
            .Audited("contribution");
        own.MapPut("/contributions/{id:guid}/withdrawal", WithdrawContribution.HandleOwn)
            .WithName("WithdrawOwnContribution")
            .Audited("contribution");
        own.MapGet("/sessions/{id:guid}/authorship", ShowAuthorship.Handle).WithName("ShowOwnAuthorship");

        var organisers = app.MapGroup("/contributions")
            .WithTags("Contributions")
            .RequireAuthorization(Rights.Organiser);
        organisers.MapGet("submitted", ListSubmitted.Handle).WithName(nameof(ListSubmitted));
        organisers
            .MapPut("{id:guid}/release", ReleaseContribution.Handle)
            .WithName(nameof(ReleaseContribution))
            .Audited("contribution");
        organisers
            .MapPut("{id:guid}/return", ReturnContribution.Handle)
            .WithName(nameof(ReturnContribution))
            .Audited("contribution");
        organisers
            .MapPut("{id:guid}/correction", CorrectContribution.Handle)
            .WithName(nameof(CorrectContribution))
            .Audited("contribution");
    }
}
