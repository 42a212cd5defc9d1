using Stadtgespraeche.Api;

namespace Stadtgespraeche.Notification.Tests.SignIn;

/// <summary>One mailbox, one spelling.</summary>
public sealed class MailboxSpellingTests
{
    [Theory]
    [InlineData("Uta.Probe@Rat.Example", "uta.probe@rat.example")]
    [InlineData("  uta@rat.example ", "uta@rat.example")]
    [InlineData("uta@münchberg.example", "uta@xn--mnchberg-65a.example")]
    [InlineData("uta@MÜNCHBERG.example", "uta@xn--mnchberg-65a.example")]
    [InlineData("uta@XN--MNCHBERG-65A.example", "uta@xn--mnchberg-65a.example")]
    // Decomposed, as a Mac writes it.
    [InlineData("uta@mu\u0308nchberg.example", "uta@xn--mnchberg-65a.example")]
    [InlineData("jo\u0308rg@rat.example", "jörg@rat.example")]
    // What is no address stays what it is, for whoever refuses it.
    [InlineData("niemand", "niemand")]
    [InlineData("@rat.example", "@rat.example")]
    [InlineData("uta@", "uta@")]
    [InlineData("uta@rat..example", "uta@rat..example")]
    public void Each_way_of_writing_it_is_the_same(string typed, string spelling)
    {
        MailboxSpelling.Of(typed).ShouldBe(spelling);
        MailboxSpelling.Of(spelling).ShouldBe(spelling);
    }

    [Fact]
    public void A_sender_keeps_what_stands_before_the_at_sign() =>
        MailboxSpelling.WithAsciiDomain("Stadt.Rat@Münchberg.example").ShouldBe("Stadt.Rat@xn--mnchberg-65a.example");
}
