namespace Stadtgespraeche.Registration.Tests.Partners.Provisioning;

/// <summary>
/// A Registration that administers its broker. It is apart from the one of all other tests, which give partners' users
/// every right so as to speak for them: here each start takes such rights away.
/// </summary>
public sealed class ProvisioningFixture : RegistrationFixture
{
    protected override IReadOnlyDictionary<string, string> OwnSettings =>
        new Dictionary<string, string>
        {
            ["Broker:Management"] = Environment.GetEnvironmentVariable("STADTGESPRAECHE_TEST_RABBITMQ_MANAGEMENT")!,
        };
}

[CollectionDefinition(nameof(ProvisioningFixture))]
public sealed class ProvisioningTests : ICollectionFixture<ProvisioningFixture>;
