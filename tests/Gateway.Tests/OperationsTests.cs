using System.Collections.Concurrent;
using System.Diagnostics;
using Stadtgespraeche.ServiceDefaults;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Gateway.Tests;

public sealed class OperationsTests(GatewayUnderTest gateway) : IClassFixture<GatewayUnderTest>
{
    [Theory]
    [InlineData("/api/registration/sessions/1/seat", "BookSeat")]
    [InlineData("/platz/1", "POST Seats/AnswerForSeat")]
    public async Task A_span_of_the_gateway_is_named_after_what_was_done_and_nobody_outside_is_told(
        string path,
        string operation
    )
    {
        using var spans = new Spans();
        using var answer = await gateway.Client.GetAsync($"{path}?operation={operation}");
        answer.Headers.Contains(OperationName.Header).ShouldBeFalse();
        await Eventually.Holds(() =>
        {
            spans.Names.ShouldContain(operation);
            return Task.CompletedTask;
        });
    }

    [Fact]
    public async Task Where_the_part_behind_says_nothing_the_route_is_the_name()
    {
        using var spans = new Spans();
        await gateway.Client.GetAsync("/api/scheduling/sessions");
        await Eventually.Holds(() =>
        {
            spans.Names.ShouldContain("GET /api/scheduling/{**rest}");
            return Task.CompletedTask;
        });
    }

    private sealed class Spans : IDisposable
    {
        private readonly ActivityListener listener;

        public Spans()
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = span => Names.Enqueue(span.DisplayName),
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ConcurrentQueue<string> Names { get; } = [];

        public void Dispose() => listener.Dispose();
    }
}
