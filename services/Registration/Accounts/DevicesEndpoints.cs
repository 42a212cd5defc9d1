using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Registration.Accounts;

internal static class DevicesEndpoints
{
    public static void MapDevices(this IEndpointRouteBuilder app)
    {
        var devices = app.MapGroup("/me/devices").WithTags("Devices").RequireAuthorization(Rights.Member);
        devices.MapGet("", ListDevices.Handle).WithName(nameof(ListDevices));
        devices
            .MapDelete("/{id:guid}", EndDevice.Handle)
            .WithName(nameof(EndDevice))
            .AllowedAfterMandate()
            .Audited("device");
    }
}
