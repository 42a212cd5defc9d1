using Microsoft.EntityFrameworkCore;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Registration.Partners;

namespace Stadtgespraeche.Registration.Tests.Partners;

public sealed class AdmitPartnerTests(RegistrationFixture registration)
{
    private readonly string city = $"neu-{Guid.NewGuid():N}"[..20];

    [Fact]
    public async Task A_key_is_given_once_and_a_municipality_takes_part_once()
    {
        var ags = $"{Random.Shared.Next(10_000_000, 99_999_999)}";
        await using var changed = await registration.Service.Listen<PartnerChanged>();
        await registration.GivenAdmitted(city, ags: ags);

        (await Refusal(city, null)).ShouldBe("partner-key-taken");
        (await Refusal($"{city}-2", ags)).ShouldBe("partner-exists");

        (await changed.Next(message => message.Partner == city)).State.ShouldBe(PartnerState.Admitted);
        await registration.Query(db =>
            db.Partners.Where(row => row.Key == city)
                .ExecuteUpdateAsync(row => row.SetProperty(partner => partner.State, PartnerState.Left))
        );
        (await Refusal($"{city}-2", ags)).ShouldBeNull("who has left may come again");
    }

    [Theory]
    [InlineData("Mit-Grossbuchstaben", null)]
    [InlineData("-vorn", null)]
    [InlineData("hub", null)]
    [InlineData("provisioning", null)]
    [InlineData("all", null)]
    [InlineData("zeile\n", null)]
    [InlineData("gut", "1234567")]
    public async Task What_is_no_key_or_would_be_one_of_the_platforms_own_is_refused(string key, string? ags) =>
        (await Refusal(key, ags)).ShouldBe("fields-invalid");

    private Task<string?> Refusal(string key, string? ags) =>
        registration.Query(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            return (
                    await AdmitPartner.Add(
                        db,
                        key,
                        "Stadt",
                        ags,
                        TimeProvider.System.GetUtcNow(),
                        CancellationToken.None
                    )
                )
                    ?.ProblemDetails
                    .Extensions["code"] as string;
        });
}
