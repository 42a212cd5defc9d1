using System.Text.Json.Nodes;
using Stadtgespraeche.EndToEnd.Tests.Flow;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.EndToEnd.Tests;

/// <summary>What the dashboard received: one booking is one trace through all processes.</summary>
public sealed class TraceTests(MainJob job)
{
    private sealed record Span(string Service, string Trace, string Id, string Parent, string Name);

    [Fact]
    public async Task A_booking_is_one_trace_from_the_click_to_the_citys_mail_server()
    {
        await job.CalledOff;
        await Eventually.Holds(async () =>
        {
            var booking = (await SpansAsync())
                .GroupBy(span => span.Trace)
                .FirstOrDefault(trace =>
                    Has(trace, "portal", "POST Seats/AnswerForSeat")
                    && Has(trace, "registration", "BookSeat")
                    && Has(trace, "notification-", "SendMail")
                );
            booking.ShouldNotBeNull();

            Has(booking, "gateway", "POST Seats/AnswerForSeat")
                .ShouldBeTrue("the click reaches the portal through the gateway");
            Has(booking, "gateway", "BookSeat").ShouldBeTrue("the portal asks the service through the gateway");
            Has(booking, "registration", "publish notification.").ShouldBeTrue("the outbox publishes within the trace");
            Has(booking, "notification-", "process").ShouldBeTrue("the city receives it");
            var ids = booking.Select(span => span.Id).ToHashSet();
            booking.Count(span => !ids.Contains(span.Parent)).ShouldBe(1, "all spans hang together below the click");
        });
    }

    private static bool Has(IEnumerable<Span> trace, string service, string name) =>
        trace.Any(span =>
            span.Service.StartsWith(service, StringComparison.Ordinal)
            && span.Name.Contains(name, StringComparison.Ordinal)
        );

    private async Task<IReadOnlyList<Span>> SpansAsync()
    {
        using var dashboard = new HttpClient { BaseAddress = job.Platform.Dashboard };
        var told = JsonNode.Parse(await dashboard.GetStringAsync("/api/telemetry/spans?limit=10000"))!;
        return
        [
            .. from resource in told["data"]!["resourceSpans"]!.AsArray()
            let service = resource!["resource"]!["attributes"]!
                .AsArray()
                .First(attribute => (string)attribute!["key"]! == "service.name")!["value"]![
                "stringValue"
            ]!.GetValue<string>()
            from scope in resource["scopeSpans"]!.AsArray()
            from span in scope!["spans"]!.AsArray()
            select new Span(
                service,
                (string)span!["traceId"]!,
                (string)span["spanId"]!,
                (string?)span["parentSpanId"] ?? "",
                (string)span["name"]!
            ),
        ];
    }
}
