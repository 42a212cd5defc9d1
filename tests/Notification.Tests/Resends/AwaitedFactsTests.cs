using System.Net;
using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.MembershipRequests;
using Stadtgespraeche.Notification.Resends;
using Stadtgespraeche.Notification.Tests.Administration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Resends;

/// <summary>After a restored backup no form changes who is a member before it is known what the hub knows.</summary>
public sealed class AwaitedFactsTests
{
    [Fact]
    public async Task No_form_changes_members_or_answers_requests_before_the_facts_of_the_hub_are_here()
    {
        var port = ServerProcess.FreePort();
        await using var city = await City.StartAsync(port: port, hubAnswers: false);
        var (leaving, following, request) = (Someone("Abgang"), Someone("Nachfolge"), Request(city));
        leaving.MandateUntil = DateOnly.FromDateTime(city.Clock.GetUtcNow().UtcDateTime).AddDays(-9);
        await city.Query(db =>
        {
            db.AddRange(leaving, following, request);
            return db.SaveChangesAsync();
        });
        var cookie = await CityPages.SignedIn(city);
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = new Uri($"http://localhost:{port}/"),
        };
        var (mandates, asked) = ("/mitglieder/mandate", $"/antraege/{request.Id}");
        var pair = new Dictionary<string, string>
        {
            ["Predecessor"] = $"{leaving.Id}",
            ["Successor"] = $"{following.Id}",
        };
        (string Page, string? Handler, Dictionary<string, string> Fields)[] forms =
        [
            (mandates, null, new() { ["Until"] = $"{city.Clock.GetUtcNow().AddYears(2):yyyy-MM-dd}" }),
            (mandates, "Nachfolge", pair),
            (mandates, "Loesen", new(pair)),
            (asked, "Bestaetigen", new() { ["Shown"] = request.Fingerprint(), ["Member"] = "neu" }),
            (asked, "Ablehnen", new() { ["Reason"] = "Sie stehen nicht im Verzeichnis." }),
        ];
        var before = await StateAsync(city);
        foreach (var (page, handler, fields) in forms)
        {
            using var answer = await CityPages.Send(
                client,
                page,
                cookie,
                fields,
                handler is null ? null : $"{page}?handler={handler}"
            );
            var words = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            ((int)answer.StatusCode).ShouldBeInRange(400, 409, $"{page} {handler}");
            words.ShouldContain(AwaitedFacts.Title, customMessage: $"{page} {handler}");
        }

        (await StateAsync(city)).ShouldBe(before);

        var resend = (await city.ResendRequests.Next(_ => true)).Resend;
        await city.CompleteResend(resend);
        await Eventually.Holds(async () => (await city.Query(db => db.AwaitsFactsAsync(default))).ShouldBeFalse());
        using var saved = await CityPages.Send(client, mandates, cookie, forms[0].Fields);
        saved.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static Task<string> StateAsync(City city) =>
        city.Query(async db =>
            string.Join(
                "\n",
                (await db.Members.AsNoTracking().OrderBy(member => member.Id).ToListAsync())
                    .Select(member => $"{member.Id} {member.MandateFrom} {member.MandateUntil} {member.PredecessorId}")
                    .Concat(
                        (await db.MembershipRequests.AsNoTracking().ToListAsync()).Select(row =>
                            $"{row.Id} {row.State}"
                        )
                    )
            )
        );

    private static Member Someone(string lastName) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Reference = lastName,
            FirstName = "Testina",
            LastName = lastName,
            DisplayName = $"Testina {lastName}",
            Email = $"{Guid.NewGuid():N}@rat.example",
            Version = 1,
            State = MemberState.Accepted,
        };

    private static MembershipRequest Request(City city) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            FirstName = "Rita",
            LastName = "Antrag",
            Email = $"{Guid.NewGuid():N}@rat.example",
            ReceivedAt = city.Clock.GetUtcNow(),
        };
}
