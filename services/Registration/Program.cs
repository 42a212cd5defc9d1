using Stadtgespraeche.Api;
using Stadtgespraeche.Audit;
using Stadtgespraeche.Database;
using Stadtgespraeche.DataProtection;
using Stadtgespraeche.Messaging;
using Stadtgespraeche.Messaging.Errors;
using Stadtgespraeche.Registration;
using Stadtgespraeche.Registration.Accounts;
using Stadtgespraeche.Registration.Applications;
using Stadtgespraeche.Registration.Calendars;
using Stadtgespraeche.Registration.CityLogins;
using Stadtgespraeche.Registration.Erasures;
using Stadtgespraeche.Registration.Mandates;
using Stadtgespraeche.Registration.Members;
using Stadtgespraeche.Registration.MembershipRequests;
using Stadtgespraeche.Registration.Municipalities;
using Stadtgespraeche.Registration.Partners;
using Stadtgespraeche.Registration.Partners.Kit;
using Stadtgespraeche.Registration.Partners.Provisioning;
using Stadtgespraeche.Registration.Privacy;
using Stadtgespraeche.Registration.Removals;
using Stadtgespraeche.Registration.Roles;
using Stadtgespraeche.Registration.Seats;
using Stadtgespraeche.Registration.SignIn;
using Stadtgespraeche.Registration.Speakers;
using Stadtgespraeche.Registration.Visibility;
using Stadtgespraeche.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddDatabase<RegistrationDbContext>();
builder.AddHubMessaging<RegistrationDbContext>("registration");
builder.AddApi("Registration");
builder.AddAudit();
builder.AddSignIn();
builder.AddPartners();
builder.AddKit();
builder.AddApplications();
builder.AddMembers();
builder.AddSeats();
builder.AddErasures();
builder.AddRemovals();
builder.AddRetention<RegistrationDbContext>(ForgetOldRows.Rules);

var app = builder.Build();
if (await app.MigrateWhenAskedAsync<RegistrationDbContext>(args))
{
    await app.DeclareMessagingAsync(CancellationToken.None);
    return;
}

if (
    await app.ProvisionWhenAskedAsync(args)
    || await app.HandleErrorsWhenAskedAsync(args, CancellationToken.None)
    || await app.RetentionWhenAskedAsync<RegistrationDbContext>(args)
    || await app.ImportMunicipalitiesWhenAskedAsync(args)
    || await app.InviteOrganiserWhenAskedAsync(args)
)
{
    return;
}

app.UsePublicAddress();
app.UseAudit<RegistrationDbContext>();
app.UseApi();
app.UseSignInPages();
app.MapServiceDefaults();
app.MapAudit<RegistrationDbContext>();
app.MapMunicipalities();
app.MapPartners();
app.MapApplications();
app.MapSpeakers();
app.MapMembers();
app.MapMembershipRequests();
app.MapMandates();
app.MapVisibility();
app.MapCityLogins();
app.MapRoles();
app.MapSeats();
app.MapCalendars();
app.MapDevices();
app.MapErasures();
app.MapRemovals();
app.MapPrivacy();
app.MapSignIn();
await app.RunAsync();
