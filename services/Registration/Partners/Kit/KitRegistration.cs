namespace Stadtgespraeche.Registration.Partners.Kit;

internal static class KitRegistration
{
    public static void AddKit(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<KitOptions>()
            .BindConfiguration("Kit")
            .Validate(
                kit => kit.MayBeHandedOut,
                "Kit:Broker must be amqps://host:port/virtual-host without a user; amqp:// is for this machine only."
            )
            .ValidateOnStart();
        builder.Services.AddSingleton<DeploymentKit>();
    }
}
