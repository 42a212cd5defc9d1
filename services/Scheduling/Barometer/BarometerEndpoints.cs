using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Scheduling.Barometer;

internal static class BarometerEndpoints
{
    public static void AddBarometer(this WebApplicationBuilder builder) =>
        builder.Services.AddHostedService<PublishBarometer>();

    public static void MapBarometer(this WebApplication app)
    {
        app.MapGet("/barometer", ShowBarometer.Handle)
            .WithName(nameof(ShowBarometer))
            .WithTags("Barometer")
            .AllowAnonymous();
        app.MapPut("/barometer/rounds/{id:guid}", OpenRound.Handle)
            .WithName(nameof(OpenRound))
            .WithTags("Barometer")
            .RequireAuthorization(Rights.Organiser)
            .Audited("round");

        // Not audited: the log would tell who marks.
        var own = app.MapGroup("/me/marks").WithTags("Barometer").RequireAuthorization(Rights.Member);
        own.MapGet("", ListMarks.Handle).WithName(nameof(ListMarks));
        own.MapPut("", SetMarks.Handle).WithName(nameof(SetMarks));
    }
}
