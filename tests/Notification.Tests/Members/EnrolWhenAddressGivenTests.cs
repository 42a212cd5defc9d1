using Jose;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.SignIn;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Members;

public sealed class EnrolWhenAddressGivenTests
{
    [Fact]
    public async Task Who_gives_an_address_is_enrolled_under_the_hubs_id_and_mailed_from_then_on()
    {
        await using var city = await City.StartAsync();
        var id = Guid.CreateVersion7();
        await city.Hear(Given(city, id, "Ada@Rat.example"));
        await city.Hear(Given(city, id, "ada@rat.example"));

        var enrolled = await city.Enrolled.Next(word => word.MemberId == id);
        (enrolled.Version, enrolled.DisplayName).ShouldBe((1, "Ada Eingeladen"));
        await city.Hear(new MemberAccepted(City.Key, id, 1, "Ada Eingeladen", []));
        await city.Hear(city.Session());
        await Eventually.Holds(() =>
            city
                .Mails.To("ada@rat.example")
                .Select(mail => mail.Subject!.Split(' ')[0])
                .ShouldBe(["Ihre", "Einladung:"], ignoreOrder: true)
        );
        (await city.MailsOf(id))
            .Select(mail => mail.Kind)
            .ShouldBe([AddressConfirmed.Kind, Invitation.Kind], ignoreOrder: true);
        city.Enrolled.Heard.Count(word => word.MemberId == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_kept_address_stays_another_members_is_never_taken_and_what_cannot_be_read_is_dropped()
    {
        await using var city = await City.StartAsync();
        var (known, address) = await city.Member();
        var stranger = Guid.CreateVersion7();
        await city.Hear(Given(city, known, "neu@rat.example"));
        await city.Hear(Given(city, stranger, address));
        await city.Hear(Given(city, stranger, "keine Adresse"));
        await city.Hear(new AddressGiven(City.Key, stranger, "Ada Eingeladen", "kein.siegel"));

        // In the order of the queue: when the last is through, so are those before.
        var last = Guid.CreateVersion7();
        await city.Hear(Given(city, last, "letzte@rat.example"));
        await city.Enrolled.Next(word => word.MemberId == last);
        await Eventually.Holds(async () =>
            (await city.Query(db => db.Members.OrderBy(row => row.Email).ToListAsync()))
                .Select(row => (row.Id, row.Email))
                .ShouldBe([(known, address), (last, "letzte@rat.example")], ignoreOrder: true)
        );
    }

    private static AddressGiven Given(City city, Guid id, string address)
    {
        var keys = city.Service.Services.GetRequiredService<AddressKeys>();
        var seal = JWT.Encode(
            address,
            Jwk.FromJson(keys.PublicKey),
            JweAlgorithm.ECDH_ES_A256KW,
            JweEncryption.A256GCM,
            extraHeaders: new Dictionary<string, object> { ["kid"] = keys.KeyId }
        );
        return new(City.Key, id, "Ada Eingeladen", seal);
    }
}
