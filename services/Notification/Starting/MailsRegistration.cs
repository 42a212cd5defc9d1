using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Stadtgespraeche.Notification.Erasures;
using Stadtgespraeche.Notification.Jobs;
using Stadtgespraeche.Notification.Links;
using Stadtgespraeche.Notification.Mails;
using Stadtgespraeche.Notification.SignIn;

namespace Stadtgespraeche.Notification.Starting;

/// <summary>
/// Everything between a fact and the mail server. The senders start last and wait until <see cref="PrepareAtStart"/> is
/// done.
/// </summary>
internal static class MailsRegistration
{
    public static void AddMails(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<Partner>().BindConfiguration("Partner").ValidateOnStart();
        services.AddSingleton<IValidateOptions<Partner>, PartnerIsComplete>();
        // At the start: a value that is no number is said then, and not by a sender that never begins.
        services.AddOptions<SmtpOptions>().BindConfiguration("Smtp").ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => LinkKeys.OpenOrCreate(KeysDirectory(provider)));
        services.AddSingleton(provider => AddressKeys.OpenOrCreate(KeysDirectory(provider)));
        services.AddSingleton(provider => Tombstones.OpenOrCreate(KeysDirectory(provider)));
        services.AddSingleton<PersonalLinks>();
        services.AddMailKinds();
        services.AddSingleton<HeldMails>();
        services.AddSingleton<ComposeMail>();
        services.AddSingleton<PlanMails>();
        services.AddSingleton<MailServerBackoff>();
        services.AddSingleton<DeliverMail>();
        services.AddSingleton<WakeSender>();
        services.AddSingleton<IInterceptor>(provider => provider.GetRequiredService<WakeSender>());
        services.AddSingleton<PrepareAtStart>();
        services.AddHostedService(provider => provider.GetRequiredService<PrepareAtStart>());
        services.AddHostedService<RunJobs>();
        services.AddHostedService<ReportEverySecond>();
        services.AddHostedService<SendMails>();
    }

    private static string KeysDirectory(IServiceProvider provider) =>
        provider.GetRequiredService<IConfiguration>()["Keys:Directory"]
        ?? throw new InvalidOperationException("Keys:Directory is missing: where this city's keys are kept.");
}
