using Stadtgespraeche.Notification.Starting;

namespace Stadtgespraeche.Notification.Tests.Starting;

public sealed class MissingIcuTests
{
    [Theory]
    [InlineData("libicuuc.so.66")]
    [InlineData("libicuuc.so.72")]
    [InlineData("libicuuc.so.76")]
    [InlineData("libicuuc.so.101")]
    [InlineData("libicuuc.so")]
    public void The_library_is_found_in_whatever_version_a_Linux_has(string name) =>
        MissingIcu.IsThere(asked => asked == name).ShouldBeTrue();

    [Fact]
    public void Where_there_is_none_it_is_missing() => MissingIcu.IsThere(_ => false).ShouldBeFalse();
}
