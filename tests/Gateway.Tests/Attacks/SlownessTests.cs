using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Gateway.Tests.Attacks;

/// <summary>Who sends slowly, or waits for what never comes, holds nothing for long.</summary>
public sealed class SlownessTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Fact]
    public async Task A_body_that_trickles_in_is_given_up()
    {
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"PUT /api/scheduling/sessions/1 HTTP/1.1\r\nHost: {gateway.Address.Authority}\r\nContent-Length: 100000\r\n\r\n"
            )
        );
        var answer = RawHttp.ReadToEndAsync(stream);
        while (!answer.IsCompleted)
        {
            try
            {
                await stream.WriteAsync("a"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(answer, Task.Delay(1000));
        }

        (await answer).ShouldNotContain("HTTP/1.1 2");
    }

    [Fact]
    public async Task Headers_that_never_end_are_given_up()
    {
        using var socket = await RawHttp.ConnectAsync(gateway.Address);
        await using var stream = new NetworkStream(socket);
        await stream.WriteAsync("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "u8.ToArray());
        (await RawHttp.ReadToEndAsync(stream)).ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up_with_a_word()
    {
        using var impatient = gateway.With(("Timeouts:Seconds", "1"));
        using var answer = await impatient.GetAsync("/api/scheduling/never");
        answer.StatusCode.ShouldBe(HttpStatusCode.GatewayTimeout);
        ((string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]).ShouldBe("service-timeout");
        // On a busy machine a second may be too short for others, too.
        await Eventually.Holds(async () =>
            (await impatient.GetStringAsync("/sitzungen")).ShouldBe("portal /sitzungen")
        );
    }

    [Fact]
    public async Task A_download_that_has_begun_may_take_its_time_and_another_answer_may_not()
    {
        using var impatient = gateway.With(("Timeouts:Seconds", "3"));
        (await impatient.GetStringAsync("/api/scheduling/slow/zip")).ShouldBe("StückStückStückStück");
        await Should.ThrowAsync<HttpRequestException>(() => impatient.GetStringAsync("/api/scheduling/slow/json"));
    }
}
