using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class DataExportTests
{
    [Fact]
    public void Carries_what_is_stored() =>
        Sample.Mail(DataExport.Kind, own: """{"service": "notification"}""").ShouldBeGolden("DataExport");
}
