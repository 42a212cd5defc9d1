using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Scheduling.Impulses;

internal static class ImpulsesEndpoints
{
    public static void MapImpulses(this WebApplication app)
    {
        app.MapGet("/calls", ListCalls.Handle).WithName(nameof(ListCalls)).WithTags("Impulses").AllowAnonymous();
        app.MapGet("/calls/all", ListCalls.All)
            .WithName("ListAllCalls")
            .WithTags("Impulses")
            .RequireAuthorization(Rights.Organiser);
        app.MapPut("/calls/{id:guid}", OpenCall.Handle)
            .WithName(nameof(OpenCall))
            .WithTags("Impulses")
            .RequireAuthorization(Rights.Organiser)
            .Audited("call");

        var own = app.MapGroup("/me/impulses").WithTags("Impulses").RequireAuthorization(Rights.MemberOrSpeaker);
        own.MapGet("", ListOwnImpulses.Handle).WithName(nameof(ListOwnImpulses));
        own.MapPut("{id:guid}", WriteImpulse.Handle).WithName(nameof(WriteImpulse)).Audited("impulse");
        own.MapPut("{id:guid}/withdrawal", WithdrawImpulse.Handle).WithName(nameof(WithdrawImpulse)).Audited("impulse");
        own.MapPut("{id:guid}/messages/{messageId:guid}", AnswerOrganisers.Handle)
            .WithName(nameof(AnswerOrganisers))
            .Audited("impulse");

        var organisers = app.MapGroup("/impulses").WithTags("Impulses").RequireAuthorization(Rights.Organiser);
        organisers.MapGet("", ListImpulses.Handle).WithName(nameof(ListImpulses));
        organisers.MapGet("{id:guid}", ShowImpulse.Handle).WithName(nameof(ShowImpulse));
        organisers
            .MapPut("{id:guid}/messages/{messageId:guid}", AskSpeaker.Handle)
            .WithName(nameof(AskSpeaker))
            .Audited("impulse");
        organisers
            .MapPut("{id:guid}/decision", DecideImpulse.Handle)
            .WithName(nameof(DecideImpulse))
            .Audited("impulse");
        organisers.MapPut("{id:guid}/note", NoteImpulse.Handle).WithName(nameof(NoteImpulse)).Audited("impulse");
        organisers
            .MapPut("{id:guid}/programme", PutIntoProgramme.Handle)
            .WithName(nameof(PutIntoProgramme))
            .Audited("impulse");
    }
}
