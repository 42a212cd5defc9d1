using System.Text.Json;
using MimeKit;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Privacy;

public sealed class MailDataWhenDataExportRequestedTests
{
    [Fact]
    public async Task The_city_mails_all_that_it_stores_to_the_members_own_address_once_for_each_request_and_three_times_a_day()
    {
        await using var city = await City.StartAsync();
        var (member, address) = await city.Member("Testina Auskunft");
        var request = Guid.CreateVersion7();
        await city.Hear(new DataExportRequested(City.Key, member, request));
        await city.Hear(new DataExportRequested(City.Key, member, request));
        await city.Hear(new DataExportRequested(City.Key, Guid.CreateVersion7(), Guid.CreateVersion7()));

        await Eventually.Holds(() => city.Mails.To(address).ShouldNotBeEmpty());
        var mail = city.Mails.To(address).ShouldHaveSingleItem();
        mail.TextBody!.ShouldContain("Testina Auskunft");
        var attachment = (MimePart)mail.Attachments.ShouldHaveSingleItem();
        attachment.FileName.ShouldBe("meine-daten.json");
        using var content = new MemoryStream();
        await attachment.Content!.DecodeToAsync(content);
        var tables = JsonSerializer
            .Deserialize<JsonElement>(content.ToArray())
            .GetProperty("tables")
            .EnumerateArray()
            .ToList();
        tables
            .Single(table => table.GetProperty("name").GetString() == "members")
            .GetProperty("rows")[0]
            .GetProperty("email")
            .GetString()
            .ShouldBe(address);

        for (var i = 0; i < 4; i++)
        {
            await city.Hear(new DataExportRequested(City.Key, member, Guid.CreateVersion7()));
        }

        await Eventually.Holds(() => city.Mails.To(address).Count().ShouldBe(3));
        (await city.MailsOf(member)).Count.ShouldBe(3);
    }
}
