using System.Net;
using Stadtgespraeche.Notification.OParl;

namespace Stadtgespraeche.Notification.Tests.OParl;

/// <summary>Where an import may go: to the address that the administrator chose, and nowhere else.</summary>
public sealed class OParlAddressTests
{
    [Theory]
    [InlineData("https://ris.musterstadt.example/oparl", true)]
    [InlineData("http://127.0.0.1:8080/oparl", true)]
    [InlineData("http://localhost/oparl", true)]
    [InlineData("http://ris.musterstadt.example/oparl", false)]
    [InlineData("https://user:geheim@ris.musterstadt.example/", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("gopher://ris.musterstadt.example/", false)]
    [InlineData("ris.musterstadt.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_encrypted_addresses_and_this_machine_may_be_chosen(string? typed, bool good) =>
        (OParlAddress.Of(typed, allowHttp: false).Address is not null).ShouldBe(good);

    [Fact]
    public void An_address_counts_as_long_as_it_is_asked_for()
    {
        var umlauts = $"https://ris.example/{new string('ä', 1_000)}";
        OParlAddress.Of(umlauts, allowHttp: false).Address.ShouldBeNull();
        OParlAddress.Follow(new("https://ris.example/"), umlauts).ShouldBeNull();
    }

    [Fact]
    public void Without_encryption_only_where_the_city_allows_it() =>
        OParlAddress.Of("http://ris.intern.example/oparl", allowHttp: true).Fault.ShouldBeNull();

    [Theory]
    [InlineData("https://ris.example/a", "https://ris.example/b?c=1#d", "https://ris.example/b?c=1")]
    [InlineData("https://ris.example/a", "b", "https://ris.example/b")]
    [InlineData("https://ris.example/a", "http://RIS.example/b", "https://ris.example/b")]
    [InlineData("https://ris.example/a", "http://ris.example:8080/b", null)]
    [InlineData("https://ris.example/a", "https://ris.example:444/b", null)]
    [InlineData("https://ris.example/a", "https://anders.example/b", null)]
    [InlineData("https://ris.example/a", "//anders.example/b", null)]
    [InlineData("https://ris.example/a", "https://ris.example@anders.example/b", null)]
    [InlineData("https://ris.example/a", "https://anders@ris.example/b", null)]
    [InlineData("http://127.0.0.1:5000/a", "https://127.0.0.1:5000/b", null)]
    [InlineData("https://ris.example/a", "file:///etc/passwd", null)]
    [InlineData("https://ris.example/a", "javascript:alert(1)", null)]
    [InlineData("https://ris.example/a", " ", null)]
    public void A_link_leads_to_the_same_host_and_port_or_nowhere(string at, string link, string? expected) =>
        (OParlAddress.Follow(new(at), link)?.AbsoluteUri).ShouldBe(expected);

    [Theory]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("fe80::1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("10.1.2.3", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("2001:db8::1", false)]
    public void Addresses_of_the_machines_provider_are_closed_and_the_citys_own_network_is_open(
        string address,
        bool closed
    ) => OParlAddress.IsClosed(IPAddress.Parse(address)).ShouldBe(closed);
}
