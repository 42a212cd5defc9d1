using System.Xml.Linq;
using CsCheck;
using Stadtgespraeche.Contracts.Scheduling;
using Stadtgespraeche.Scheduling.Feeds;
using Stadtgespraeche.Scheduling.Sessions;
using Stadtgespraeche.Scheduling.Topics;

namespace Stadtgespraeche.Scheduling.Tests.Feeds;

public sealed class NewsFeedTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 3, 9, 30, 15, TimeSpan.Zero);

    [Fact]
    public void Whatever_stands_in_a_session_the_feed_is_XML() =>
        Gen.String[Gen.Char["a<>&\"'ü\u0000\u0001\uFFFE\uD800 \n]"], 1, 40]
            .Sample(text =>
            {
                var topic = new Topic { Id = Guid.CreateVersion7() };
                topic.Write(text, text, Now);
                var session = new Session { Id = Guid.CreateVersion7(), CreatedAt = Now };
                session.Follow(
                    new SessionPlan
                    {
                        Title = text,
                        Description = text,
                        Topics = new([topic.Id]),
                        Start = Now,
                        TimeZone = "Europe/Berlin",
                        LengthMinutes = 60,
                        Form = SessionForm.OnSite,
                        Venue = new(text, text, text, text),
                        CapacityOnSite = 1,
                        CapacityOnline = null,
                        OnlineLink = null,
                        Programme = new([]),
                    },
                    TopicList.Of([topic]),
                    Now
                );

                XDocument.Parse(
                    NewsFeed.Write([session], TopicList.Of([topic]), new() { PortalUrl = "https://portal.example" })
                );
            });
}
