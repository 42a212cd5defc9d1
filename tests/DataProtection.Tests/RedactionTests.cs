using System.Diagnostics;
using Stadtgespraeche.ServiceDefaults;

namespace Stadtgespraeche.DataProtection.Tests;

public sealed class RedactionTests
{
    [Theory]
    [InlineData(
        "/api/registration/roles/0198c0de-0000-7000-8000-000000000001/coordinator:bamberg",
        "/api/registration/roles/{member}/coordinator:bamberg"
    )]
    [InlineData("/me/devices/0198c0de-0000-7000-8000-000000000001", "/me/devices/{member}")]
    [InlineData("/sessions/1/attendance/0198c0de-0000-7000-8000-000000000001", "/sessions/1/attendance/{member}")]
    [InlineData(
        "https://portal.example/api/registration/calendars/Zm9yLXRlc3RzLW9ubHktMzItYnl0ZXMtaW4tdG90YWwu.ics",
        "https://portal.example/api/registration/calendars/{member}"
    )]
    [InlineData("/platz?t=eyJhbGciOiJFUzI1NiJ9", "/platz")]
    [InlineData(
        "/sessions/0198c0de-0000-7000-8000-000000000001/places",
        "/sessions/0198c0de-0000-7000-8000-000000000001/places"
    )]
    public void An_address_in_a_span_says_what_was_asked_and_not_about_whom(string address, string kept)
    {
        using var span = new Activity("GET").SetTag("url.path", address).Start();

        new Redaction().OnEnd(span);

        span.GetTagItem("url.path").ShouldBe(kept);
    }
}
