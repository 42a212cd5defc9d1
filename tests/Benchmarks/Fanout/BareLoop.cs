using System.Diagnostics;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.Mails.Kinds;
using Stadtgespraeche.Notification.Members;
using Stadtgespraeche.Notification.Sessions;

namespace Stadtgespraeche.Benchmarks.Fanout;

/// <summary>
/// The limit: the product's own mails, links signed, by MailKit over sockets without Nagle's algorithm; no database, no
/// queue.
/// </summary>
internal static class BareLoop
{
    public static async Task<TimeSpan> RunAsync(BenchCity city, SessionScheduled fact, int port)
    {
        var partner = Options.Create(city.Partner);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Portal:Url", BenchCity.Portal)])
            .Build();
        using var keys = LinkKeys.OpenOrCreate(city.Keys);
        var links = new PersonalLinks(keys, partner, TimeProvider.System, configuration);
        var (invitation, compose) = (new Invitation(links), new ComposeMail(partner, TimeProvider.System));
        var session = new Session { Id = fact.SessionId };
        session.Take(fact);

        var next = -1;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            Enumerable
                .Range(0, FanoutBench.Connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                        await socket.ConnectAsync("127.0.0.1", port);
                        using var client = new SmtpClient();
                        await client.ConnectAsync(socket, "127.0.0.1", port, SecureSocketOptions.None);
                        while (Interlocked.Increment(ref next) is var number && number < FanoutBench.Members)
                        {
                            using var mail = compose.Make(Facts(invitation, number, session));
                            await client.SendAsync(mail);
                        }

                        await client.DisconnectAsync(true);
                    })
                )
        );
        return Stopwatch.GetElapsedTime(started);
    }

    private static MailFacts Facts(Invitation invitation, int number, Session session)
    {
        var member = new Member
        {
            Id = Guid.NewGuid(),
            DisplayName = $"Testina Muster{number}",
            Email = $"m{number}@rat.example",
        };
        var mail = new ClaimedMail(
            Guid.NewGuid(),
            member.Id,
            session.Id,
            Invitation.Kind,
            0,
            null,
            1,
            default,
            default,
            null
        );
        return new MailFacts(invitation, mail, member, session, null);
    }
}
