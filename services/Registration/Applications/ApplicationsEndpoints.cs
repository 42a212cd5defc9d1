using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Registration.Applications.Decisions;

namespace Stadtgespraeche.Registration.Applications;

internal static class ApplicationsEndpoints
{
    public static void AddApplications(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<ApplicationRateLimits>();

    public static void MapApplications(this IEndpointRouteBuilder app)
    {
        var applications = app.MapGroup("/applications").WithTags("Applications");
        applications.MapPut("/{id:guid}", Apply.Handle).WithName(nameof(Apply)).AllowAnonymous().Audited("application");

        var own = applications.MapGroup("/mine").RequireAuthorization(Rights.ApplicationLink);
        own.MapGet("", ShowOwnApplication.Handle).WithName(nameof(ShowOwnApplication));
        own.MapPut("/confirmation", ConfirmApplication.Handle)
            .WithName(nameof(ConfirmApplication))
            .Audited("application");
        own.MapPut("/questions/{questionId:guid}/answer", AnswerQuestion.Handle)
            .WithName(nameof(AnswerQuestion))
            .Audited("application");
        own.MapPut("/withdrawal", WithdrawApplication.Handle)
            .WithName(nameof(WithdrawApplication))
            .Audited("application");
        own.MapPost("/kit", DownloadOwnKit.Handle).WithName(nameof(DownloadOwnKit)).Audited("application");

        var organiser = applications.MapGroup("").RequireAuthorization(Rights.Organiser);
        organiser.MapGet("", ListApplications.Handle).WithName(nameof(ListApplications));
        organiser.MapGet("/{id:guid}", ShowApplication.Handle).WithName(nameof(ShowApplication));
        organiser
            .MapPut("/{id:guid}/questions/{questionId:guid}", AskApplicant.Handle)
            .WithName(nameof(AskApplicant))
            .Audited("application");
        organiser
            .MapPut("/{id:guid}/acceptance", AcceptApplication.Handle)
            .WithName(nameof(AcceptApplication))
            .Audited("application");
        organiser
            .MapPut("/{id:guid}/refusal", RefuseApplication.Handle)
            .WithName(nameof(RefuseApplication))
            .Audited("application");
    }
}
