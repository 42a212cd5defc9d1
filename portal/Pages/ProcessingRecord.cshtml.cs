using System.Text.Json;
using Stadtgespraeche.Portal.Web;

namespace Stadtgespraeche.Portal.Pages;

/// <summary>The record of processing activities (GDPR Art. 30), as the code of all services says it.</summary>
public sealed class ProcessingRecordModel : PortalPage
{
    private static readonly Lazy<IReadOnlyList<Place>> Read = new(() =>
        JsonSerializer.Deserialize<List<Place>>(
            System.IO.File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "record-of-processing.json")),
            JsonSerializerOptions.Web
        )!
    );

    public static IReadOnlyList<Place> Places => Read.Value;

    public sealed record Place(string Where, IReadOnlyList<Activity> Activities);

    public sealed record Activity(
        string Purpose,
        string Table,
        IReadOnlyList<string> Personal,
        IReadOnlyList<string> Special,
        string SeenBy,
        string Kept,
        string Erasure
    );
}
