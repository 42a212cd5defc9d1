using Stadtgespraeche.Contracts.Notification;
using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Testing;
using static Stadtgespraeche.Registration.Tests.RegistrationFixture;

namespace Stadtgespraeche.Registration.Tests.Members;

/// <summary>Other services of the hub learn by id alone who has a mandate.</summary>
[Collection(NoOtherReplica.Name)]
public sealed class TellMembershipsTests(RegistrationFixture registration)
{
    private readonly ServiceUnderTest<Program> service = registration.Service;

    [Fact]
    public async Task Each_version_of_a_mandate_is_told_once_up_to_its_end()
    {
        await using var told = await service.Listen<MembershipChanged>();
        var id = await registration.GivenMember(Bamberg);
        (await told.Next(fact => fact.MemberId == id)).ShouldBe(new(Bamberg, id, 1, false));

        await registration.Say(Bamberg, new MandateEnded(Bamberg, id, 2));

        (await told.Next(fact => fact.MemberId == id && fact.Version == 2)).Ended.ShouldBeTrue();
        var other = await registration.GivenMember(Bamberg);
        await told.Next(fact => fact.MemberId == other);
        told.Heard.Count(fact => fact.MemberId == id).ShouldBe(2);
    }
}
