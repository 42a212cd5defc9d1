using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Stadtgespraeche.Registration.Migrations
{
    /// <inheritdoc />
    public partial class JoiningPartners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ags",
                table: "partners",
                type: "character varying(8)",
                maxLength: 8,
                nullable: true);

            migrationBuilder.AddColumn<List<string>>(
                name: "check_failed",
                table: "partners",
                type: "text[]",
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "checked_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "connected_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "enrolment_code_expires_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "last_release",
                table: "partners",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_start_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "password_hash",
                table: "partners",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "provisioned_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "state",
                table: "partners",
                type: "character varying(20)",
                maxLength: 20,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "suspended_at",
                table: "partners",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "suspended_because",
                table: "partners",
                type: "text",
                nullable: true);

            // Who is there takes part already.
            migrationBuilder.Sql("""
                UPDATE partners SET state = 'Connected', connected_at = now(),
                    enrolment_code_expires_at = CASE WHEN enrolment_code_hash IS NULL THEN NULL ELSE now() + interval '14 days' END
                """);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "revoked_at",
                table: "partner_keys",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "endorsed_by",
                table: "partner_encryption_keys",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "partner_legal_pages",
                columns: table => new
                {
                    partner = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    imprint = table.Column<string>(type: "text", nullable: false),
                    privacy = table.Column<string>(type: "text", nullable: false),
                    accessibility = table.Column<string>(type: "text", nullable: false),
                    feedback_address = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_partner_legal_pages", x => x.partner);
                    table.ForeignKey(
                        name: "fk_partner_legal_pages_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "pending_partner_keys",
                columns: table => new
                {
                    partner = table.Column<string>(type: "text", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    public_key = table.Column<string>(type: "text", nullable: false),
                    encryption_key = table.Column<string>(type: "text", nullable: true),
                    announced_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    rejected_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pending_partner_keys", x => new { x.partner, x.key_id });
                    table.ForeignKey(
                        name: "fk_pending_partner_keys_partners_partner",
                        column: x => x.partner,
                        principalTable: "partners",
                        principalColumn: "key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_partners_ags",
                table: "partners",
                column: "ags",
                unique: true,
                filter: "ags IS NOT NULL AND state <> 'Left'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "partner_legal_pages");

            migrationBuilder.DropTable(
                name: "pending_partner_keys");

            migrationBuilder.DropIndex(
                name: "ix_partners_ags",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "ags",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "check_failed",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "checked_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "connected_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "enrolment_code_expires_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "last_release",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "last_start_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "password_hash",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "provisioned_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "state",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "suspended_at",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "suspended_because",
                table: "partners");

            migrationBuilder.DropColumn(
                name: "revoked_at",
                table: "partner_keys");

            migrationBuilder.DropColumn(
                name: "endorsed_by",
                table: "partner_encryption_keys");
        }
    }
}
