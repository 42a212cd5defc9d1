using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;

namespace Stadtgespraeche.Scheduling.Records;

internal static class RecordsEndpoints
{
    // What everybody sees has an address of its own, so that no cache can mix it with what members see.
    public static void MapRecords(this WebApplication app)
    {
        app.MapGet("/sessions/{id:guid}/record", ShowRecord.Handle)
            .WithName(nameof(ShowRecord))
            .WithTags("Sessions")
            .AllowAnonymous();
        app.MapGet("/me/sessions/{id:guid}/record", ShowRecordToMember.Handle)
            .WithName(nameof(ShowRecordToMember))
            .WithTags("Sessions")
            .RequireAuthorization(Rights.Member);
        var organisers = app.MapGroup("/sessions/{id:guid}/record")
            .WithTags("Sessions")
            .RequireAuthorization(Rights.Organiser);
        organisers.MapGet("edit", EditRecord.Handle).WithName(nameof(EditRecord));
        organisers.MapPut("", WriteRecord.Handle).WithName(nameof(WriteRecord)).Audited("session");
    }
}
