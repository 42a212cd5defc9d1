using Stadtgespraeche.Notification.Tests.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails;

public sealed class MailKindsTests
{
    [Fact]
    public void Every_kind_has_its_golden_mail_and_every_golden_mail_its_kind()
    {
        var kinds = Sample.Kinds.All.Select(kind => kind.GetType().Name).ToList();
        var golden = Directory
            .GetFiles(GoldenMail.Folder, "*.txt")
            .Select(file => Path.GetFileName(file).Split('.')[0])
            .Distinct();

        golden.ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void A_name_fits_into_the_hubs_table() =>
        Sample.Kinds.All.ShouldAllBe(kind =>
            kind.Name.Length <= 40 && kind.Name.All(c => char.IsAsciiLetterLower(c) || c == '-')
        );
}
