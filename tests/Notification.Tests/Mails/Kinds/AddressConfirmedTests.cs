using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class AddressConfirmedTests
{
    [Fact]
    public void Says_who_keeps_the_address_and_what_comes_there() =>
        Sample.Mail(AddressConfirmed.Kind, own: null).ShouldBeGolden("AddressConfirmed");
}
