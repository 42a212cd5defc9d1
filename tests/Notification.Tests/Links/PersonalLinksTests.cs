using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Testing;

namespace Stadtgespraeche.Notification.Tests.Links;

/// <summary>The city's keys and the links they sign.</summary>
public sealed class PersonalLinksTests
{
    [Fact]
    public async Task A_link_is_signed_by_the_announced_key_for_this_member_and_session_until_its_end()
    {
        await using var city = await City.StartAsync();
        await using var announced = await Listener<PartnerKeyAnnounced>.StartAsync(
            city.Service.Broker,
            $"from.{City.Key}"
        );
        await city.RestartAsync();
        var key = await announced.Next(_ => true);
        key.EnrolmentCode.ShouldBe("only-for-tests");
        key.PublicKey.ShouldNotContain("\"d\"");

        var (member, address) = await city.Member();
        var session = city.Session();
        await city.Hear(session);
        await Eventually.Holds(() => city.Mails.To(address).ShouldHaveSingleItem());
        var token = city.Mails.To(address).Single().LinkIn("/platz?t=").Split("t=")[1].Split('&')[0];
        var read = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(
            token,
            new TokenValidationParameters
            {
                ValidIssuer = City.Key,
                ValidAudience = "stadtgespraeche",
                ValidAlgorithms = ["ES256"],
                IssuerSigningKey = new JsonWebKey(key.PublicKey) { KeyId = key.KeyId },
            }
        );
        read.IsValid.ShouldBeTrue();
        ((JsonWebToken)read.SecurityToken).Kid.ShouldBe(key.KeyId);
        read.Claims["sub"].ShouldBe(member.ToString());
        read.Claims["session"].ShouldBe(session.SessionId.ToString());
        read.Claims["purpose"].ShouldBe("seat");
        (city.Clock.GetUtcNow().UtcDateTime - ((JsonWebToken)read.SecurityToken).IssuedAt).ShouldBeInRange(
            TimeSpan.Zero,
            TimeSpan.FromMinutes(10)
        );
        read.SecurityToken.ValidTo.ShouldBe(session.Start.AddMinutes(120).UtcDateTime);
    }

    [Fact]
    public void A_key_is_made_once_and_only_its_owner_can_read_it()
    {
        var directory = Directory.CreateTempSubdirectory("keys-").FullName;
        using var first = LinkKeys.OpenOrCreate(directory);
        using var second = LinkKeys.OpenOrCreate(directory);
        second.KeyId.ShouldBe(first.KeyId);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Directory.GetFiles(directory).Single())
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
